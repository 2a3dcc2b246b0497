/** Remembers answers about files for as long as the files stay as they are, and finds them in the background. */
import type { SourceRequest } from '../contract/schema';
import { resolveFiles } from './resolve-files';

export interface AnswerCacheOptions<Request, Answer> {
  /** Reads the files; never rejects. */
  readonly read: (request: Request) => Promise<Answer>;
  /** What is answered before anything was read. */
  readonly pending: Answer;
  /** Called when `answer` would say something new for the request. */
  readonly onChange?: ((request: Request) => void) | undefined;
  /** Requests that are remembered; the one not asked for the longest goes first. */
  readonly size: number;
}

export interface AnswerCache<Request, Answer> {
  /** What is known by now. */
  answer(request: Request): Answer;
  /** The answer as the files are now; never pending. */
  load(request: Request): Promise<Answer>;
}

/** Between two looks at the files of a request, in milliseconds; an editor asks at every key. */
const patience = 1000;

interface Entry<Request, Answer> {
  readonly request: Request;
  answer: Answer;
  /** The files that `answer` was read from: their paths, sizes and times of change. */
  files: string;
  checked: number;
  checking: Promise<Answer> | undefined;
}

export function createAnswerCache<Request extends SourceRequest, Answer>({
  read,
  pending,
  onChange,
  size,
}: AnswerCacheOptions<Request, Answer>): AnswerCache<Request, Answer> {
  // A map keeps its order: the entry asked for last is moved to the end.
  const entries = new Map<string, Entry<Request, Answer>>();

  function entryOf(request: Request): Entry<Request, Answer> {
    const key = keyOf(request);
    const entry = entries.get(key) ?? {
      request,
      answer: pending,
      files: '',
      checked: 0,
      checking: undefined,
    };
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > size && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  function check(entry: Entry<Request, Answer>): Promise<Answer> {
    entry.checking ??= refresh(entry).finally(() => {
      entry.checking = undefined;
      entry.checked = Date.now();
    });
    return entry.checking;
  }

  async function refresh(entry: Entry<Request, Answer>): Promise<Answer> {
    const files = await identifyFiles(entry.request);
    if (files === entry.files) return entry.answer;
    entry.answer = await read(entry.request);
    entry.files = files;
    onChange?.(entry.request);
    return entry.answer;
  }

  return {
    answer(request) {
      const entry = entryOf(request);
      if (Date.now() - entry.checked >= patience) void check(entry);
      return entry.answer;
    },
    load(request) {
      return check(entryOf(request));
    },
  };
}

/** Two requests that say the same have the same key, in whatever order they were written down. */
export const keyOf = (request: SourceRequest): string =>
  JSON.stringify(Object.entries(request).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** A text that changes whenever the files of a request appear, change or vanish. */
async function identifyFiles(request: SourceRequest): Promise<string> {
  const { value, problems } = await resolveFiles(request);
  return JSON.stringify(value ?? problems);
}

/** Remembers answers about files for as long as the files stay as they are, and finds them in the background. */

export interface AnswerCacheOptions<Request, Answer> {
  /** Reads the files; never rejects. What it answers after the signal is forgotten. */
  readonly read: (request: Request, signal: AbortSignal) => Promise<Answer>;
  /** A text that changes whenever the files of a request appear, change or vanish; never rejects. */
  readonly identify: (request: Request) => Promise<string>;
  /** What is answered before anything was read. */
  readonly pending: Answer;
  /** Called when `answer` would say something new for the request. */
  readonly onChange?: ((request: Request) => void) | undefined;
  /** So many requests are remembered, and all that are wanted; the one not asked for the longest goes first. */
  readonly size: number;
}

export interface AnswerCache<Request, Answer> {
  /** What is known by now. */
  answer(request: Request): Answer;
  /** The answer as the files are now; never pending. */
  load(request: Request): Promise<Answer>;
  /** Whether files are being read or looked at. */
  readonly isReading: boolean;
  /** Whether more is remembered than has to be, unless all of it is wanted. */
  readonly isCrowded: boolean;
  /** Gives up what is being read for none of these requests and for nobody who loads it, and forgets the oldest of what else is too much. */
  dropUnwanted(wanted: readonly Request[]): void;
  /** The next question looks at the files, however short ago the last one did. */
  lookAgain(): void;
}

/** Between two looks at the files of a request, in milliseconds; an editor asks at every key. */
const patience = 1000;
/** A look that takes long, as at a folder of very many files, comes after so many times as long. */
const rest = 10;

interface Entry<Request, Answer> {
  readonly request: Request;
  answer: Answer;
  /** The files that `answer` was read from: their paths, sizes and times of change. */
  files: string;
  checked: number;
  /** Milliseconds that the last look at the files took. */
  took: number;
  checking: Promise<Answer> | undefined;
  /** How many wait until `checking` is there. */
  awaited: number;
  /** Stops `checking`; the next one has its own. */
  stop: AbortController;
}

export function createAnswerCache<Request extends object, Answer>({
  read,
  identify,
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
      took: 0,
      checking: undefined,
      awaited: 0,
      stop: new AbortController(),
    };
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  /** What was known before stays known. */
  function giveUp(entry: Entry<Request, Answer>): void {
    entry.stop.abort();
    entry.stop = new AbortController();
    entry.checking = undefined;
  }

  function check(entry: Entry<Request, Answer>): Promise<Answer> {
    const { signal } = entry.stop;
    entry.checking ??= refresh(entry, signal).finally(() => {
      if (signal.aborted) return;
      entry.checking = undefined;
      entry.checked = Date.now();
    });
    return entry.checking;
  }

  async function refresh(entry: Entry<Request, Answer>, signal: AbortSignal): Promise<Answer> {
    const began = performance.now();
    const files = await identify(entry.request);
    entry.took = performance.now() - began;
    if (files === entry.files || signal.aborted) return entry.answer;
    const answer = await read(entry.request, signal);
    if (signal.aborted) return entry.answer;
    entry.answer = answer;
    entry.files = files;
    onChange?.(entry.request);
    return entry.answer;
  }

  return {
    answer(request) {
      const entry = entryOf(request);
      if (Date.now() - entry.checked >= Math.max(patience, rest * entry.took)) void check(entry);
      return entry.answer;
    },
    async load(request) {
      const entry = entryOf(request);
      entry.awaited += 1;
      try {
        return await check(entry);
      } finally {
        entry.awaited -= 1;
      }
    },
    get isReading() {
      return [...entries.values()].some(({ checking }) => checking);
    },
    get isCrowded() {
      return entries.size > size;
    },
    dropUnwanted(wanted) {
      const kept = new Set(wanted.map(keyOf));
      for (const [key, entry] of entries) {
        if (kept.has(key)) continue;
        if (entry.checking && entry.awaited === 0) giveUp(entry);
        if (entries.size > size) entries.delete(key);
      }
    },
    lookAgain() {
      for (const entry of entries.values()) entry.checked = 0;
    },
  };
}

/** Two requests that say the same have the same key, in whatever order they were written down. */
export function keyOf(request: object): string {
  const key =
    keys.get(request) ?? JSON.stringify(Object.entries(request).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  keys.set(request, key);
  return key;
}

/** A request never changes, and one that stays the same is asked at every key. */
const keys = new WeakMap<object, string>();

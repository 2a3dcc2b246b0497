/** Remembers schemas for as long as the files stay as they are, and reads them in the background. */
import type { SchemaAnswer, SchemaProvider, SourceRequest } from '../contract/schema';
import { readSchema } from './read-schema';
import { resolveFiles } from './resolve-files';

export interface SchemaCacheOptions {
  /** Called when `schema` would answer something new for the request. */
  readonly onChange?: (request: SourceRequest) => void;
  /** Requests that are remembered; the one not asked for the longest goes first. */
  readonly size?: number;
}

export interface SchemaCache extends SchemaProvider {
  /** The schema as the files are now; never pending. */
  load(request: SourceRequest): Promise<SchemaAnswer>;
}

/** Between two looks at the files of a request, in milliseconds; an editor asks at every key. */
const patience = 1000;

interface Entry {
  readonly request: SourceRequest;
  answer: SchemaAnswer;
  /** The files that `answer` was read from: their paths, sizes and times of change. */
  files: string;
  checked: number;
  checking: Promise<SchemaAnswer> | undefined;
}

export function createSchemaCache({ onChange, size = 32 }: SchemaCacheOptions = {}): SchemaCache {
  // A map keeps its order: the entry asked for last is moved to the end.
  const entries = new Map<string, Entry>();

  function entryOf(request: SourceRequest): Entry {
    const key = JSON.stringify([request.directory, request.source, request.query]);
    const entry = entries.get(key) ?? {
      request,
      answer: { state: 'pending' },
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

  function check(entry: Entry): Promise<SchemaAnswer> {
    entry.checking ??= refresh(entry).finally(() => {
      entry.checking = undefined;
      entry.checked = Date.now();
    });
    return entry.checking;
  }

  async function refresh(entry: Entry): Promise<SchemaAnswer> {
    const files = await identifyFiles(entry.request);
    if (files === entry.files) return entry.answer;
    entry.answer = await readSchema(entry.request);
    entry.files = files;
    onChange?.(entry.request);
    return entry.answer;
  }

  return {
    schema(request) {
      const entry = entryOf(request);
      if (Date.now() - entry.checked >= patience) void check(entry);
      return entry.answer;
    },
    load(request) {
      return check(entryOf(request));
    },
  };
}

/** A text that changes whenever the files of a request appear, change or vanish. */
async function identifyFiles(request: SourceRequest): Promise<string> {
  const { value, problems } = await resolveFiles(request);
  return JSON.stringify(value ?? problems);
}

/** Who reads what a data declaration names: this process itself, or one beside it. */
import type { PartsAnswer, PartsRequest, SchemaAnswer, SourceRequest } from '../contract/schema';

/** Neither rejects: what cannot be read, and what is stopped by the signal, is a failed answer. */
export interface DataReader {
  readSchema(request: SourceRequest, signal?: AbortSignal): Promise<SchemaAnswer>;
  readParts(request: PartsRequest, signal?: AbortSignal): Promise<PartsAnswer>;
}

/** What the process beside is asked, and answers under the same number. */
export type ReaderQuestion =
  | { readonly id: number; readonly kind: 'schema'; readonly request: SourceRequest }
  | { readonly id: number; readonly kind: 'parts'; readonly request: PartsRequest };

/** Nobody waits for the answer any more; one is given all the same, when reading has stopped. */
export interface ReaderStop {
  readonly id: number;
  readonly kind: 'stop';
}

export interface ReaderAnswer {
  readonly id: number;
  readonly answer: SchemaAnswer | PartsAnswer;
}

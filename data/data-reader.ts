/** Who reads what a data declaration names: this process itself, or one beside it. */
import type { PartsAnswer, PartsRequest, SchemaAnswer, SourceRequest } from '../contract/schema';

/** Neither rejects: what cannot be read is an answer. */
export interface DataReader {
  readSchema(request: SourceRequest): Promise<SchemaAnswer>;
  readParts(request: PartsRequest): Promise<PartsAnswer>;
}

/** What the process beside is asked, and answers under the same number. */
export type ReaderQuestion =
  | { readonly id: number; readonly kind: 'schema'; readonly request: SourceRequest }
  | { readonly id: number; readonly kind: 'parts'; readonly request: PartsRequest };

export interface ReaderAnswer {
  readonly id: number;
  readonly answer: SchemaAnswer | PartsAnswer;
}

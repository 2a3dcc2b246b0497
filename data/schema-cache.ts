/** What data declarations name, as the language asks for it: remembered while the files stay as they are, read in the background. */
import type {
  PartsAnswer,
  PartsRequest,
  SchemaAnswer,
  SchemaProvider,
  SourceRequest,
} from '../contract/schema';
import { createAnswerCache } from './answer-cache';
import type { DataReader } from './data-reader';
import { sumUpFolder } from './media/sum-up-folder';
import { resolveFiles } from './resolve-files';

export interface SchemaCacheOptions {
  /** Called when `schema` or `parts` would answer something new for the request. */
  readonly onChange?: (request: SourceRequest) => void;
  /** So many requests of each kind are remembered, and all that are wanted; the one not asked for the longest goes first. */
  readonly size?: number;
}

export interface SchemaCache extends Required<Omit<SchemaProvider, 'run'>> {
  /** The schema as the files are now; never pending. */
  load(request: SourceRequest): Promise<SchemaAnswer>;
  /** The same for what the parts say. */
  loadParts(request: PartsRequest): Promise<PartsAnswer>;
  readonly isReading: boolean;
  /** Whether more is remembered than has to be, unless all of it is wanted. */
  readonly isCrowded: boolean;
  /** Gives up what is being read for none of these requests and for nobody who loads it, and forgets the oldest of what else is too much. */
  dropUnwanted(wanted: WantedReads): void;
  /** The next question looks at the files, however short ago the last one did. */
  lookAgain(): void;
}

/** Schemas and parts that somebody still looks at. */
export interface WantedReads {
  readonly requests: readonly SourceRequest[];
  readonly partsRequests: readonly PartsRequest[];
}

export function createSchemaCache(
  reader: DataReader,
  { onChange, size = 32 }: SchemaCacheOptions = {},
): SchemaCache {
  const pending = { state: 'pending' } as const;
  const schemas = createAnswerCache<SourceRequest, SchemaAnswer>({
    read: (request, signal) => reader.readSchema(request, signal),
    identify: identifyFiles,
    pending,
    onChange,
    size,
  });
  const parts = createAnswerCache<PartsRequest, PartsAnswer>({
    read: (request, signal) => reader.readParts(request, signal),
    identify: identifyFiles,
    pending,
    onChange,
    size,
  });
  return {
    schema: (request) => schemas.answer(request),
    parts: (request) => parts.answer(request),
    load: (request) => schemas.load(request),
    loadParts: (request) => parts.load(request),
    get isReading() {
      return schemas.isReading || parts.isReading;
    },
    get isCrowded() {
      return schemas.isCrowded || parts.isCrowded;
    },
    dropUnwanted({ requests, partsRequests }) {
      schemas.dropUnwanted(requests);
      parts.dropUnwanted(partsRequests);
    },
    lookAgain() {
      schemas.lookAgain();
      parts.lookAgain();
    },
  };
}

async function identifyFiles(request: SourceRequest): Promise<string> {
  const { value, problems } = await resolveFiles(request);
  if (!value) return JSON.stringify(problems);
  if ('folders' in value) return JSON.stringify(sumUpFolder(value));
  if (!request.follow) return JSON.stringify(value);
  // What a growing file holds is read anew when it has doubled, not whenever a line comes: it says nothing else by then.
  return JSON.stringify(value.files.map(({ path, size }) => [path, Math.floor(Math.log2(size))]));
}

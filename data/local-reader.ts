/** Reads in this process, which then holds the engine. */
import type { DataReader } from './data-reader';
import type { Room } from './open-database';
import { readParts } from './read-parts';
import { readSchema } from './read-schema';

export const localReader: DataReader = {
  readSchema: (request, signal) => readSchema(request, roomUntil(signal)),
  readParts: (request, signal) => readParts(request, roomUntil(signal)),
};

const roomUntil = (signal: AbortSignal | undefined): Room =>
  signal ? { isStopped: () => signal.aborted } : {};

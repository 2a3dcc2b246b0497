/** Reads in this process, which then holds the engine. */
import type { DataReader } from './data-reader';
import { readParts } from './read-parts';
import { readSchema } from './read-schema';

export const localReader: DataReader = { readSchema, readParts };

/** What can go wrong while rows are read, through no fault of what they hold: files that change, memory and disks that run out. */
import type { Problem } from '../contract/problem';
import { text, type Text } from '../contract/text';
import { placeOfFiles } from './problems';

export function fileChanged(path: string): Problem {
  return error(
    'MTL6028',
    text('The data file {path} changed while it was read.', { path }),
    text('Try again when nothing writes to it.'),
  );
}

export function memoryTooSmall(files: readonly string[]): Problem {
  return error(
    'MTL6029',
    text('Reading the data needs more memory than it may take.'),
    text('Allow more with `mtl train --memory` or MTL_MEMORY, or simplify `query`.'),
    placeOfFiles(files),
  );
}

export function scratchFull(files: readonly string[]): Problem {
  return error(
    'MTL6030',
    text('The disk has no room for the rows that do not fit in memory.'),
    text('Make room on it, or allow more memory with `mtl train --memory` or MTL_MEMORY.'),
    placeOfFiles(files),
  );
}

export function readingStopped(files: readonly string[]): Problem {
  return error(
    'MTL6038',
    text('Reading the data was stopped.'),
    text('Start again to read it.'),
    placeOfFiles(files),
  );
}

export function tooManyKeys(files: readonly string[], column: string, most: number): Problem {
  return error(
    'MTL6031',
    text('Column “{column}” has {most} or more different values, too many to split rows by them.', {
      column,
      most,
    }),
    text('Use another column for `group` or `stratify`, or leave it out.'),
    placeOfFiles(files),
  );
}

const error = (code: string, message: Text, remedy: Text, place?: Text): Problem => ({
  code,
  severity: 'error',
  message,
  remedy,
  ...(place ? { place } : {}),
});

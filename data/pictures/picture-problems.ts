/** What can be wrong with pictures (from MTL6043). */
import type { Problem } from '../../contract/problem';
import { firstOf, listed, text, type Text } from '../../contract/text';
import { placeOfFiles } from '../problems';

/** How many files are named that cannot be decoded. */
const mostNamed = 3;

export function picturesUnreadable(
  files: readonly string[],
  names: readonly string[],
  reason: string,
): Problem {
  return error(
    'MTL6043',
    text('{count} {count|picture|pictures} cannot be decoded: {names}. The first: {reason}', {
      count: names.length,
      names: listed(firstOf(names, mostNamed)),
      reason,
    }),
    text('Replace or remove what is broken, or leave it out by `query`.'),
    placeOfFiles(files),
  );
}

export function decoderMissing(reason: string): Problem {
  return error(
    'MTL6044',
    text('Pictures cannot be read, because sharp does not load: {reason}', { reason }),
    text('Install MTL Lab for this platform again, or run `npm ci` in its folder.'),
  );
}

/** They become the mean of each channel. */
export function picturesFilled(files: readonly string[], column: string, count: number): Problem {
  return {
    code: 'MTL6045',
    severity: 'warning',
    message: text(
      'Column “{column}” names no picture in {count} {count|row|rows}; they are given one of the mean of each channel.',
      { column, count },
    ),
    remedy: text('Leave the rows out with `query`, if that is not what you want.'),
    place: placeOfFiles(files),
  };
}

const error = (code: string, message: Text, remedy: Text, place?: Text): Problem => ({
  code,
  severity: 'error',
  message,
  remedy,
  ...(place ? { place } : {}),
});

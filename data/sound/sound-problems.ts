/** What can be wrong with recordings (from MTL6060). */
import type { Problem } from '../../contract/problem';
import { firstOf, listed, text, type Text } from '../../contract/text';
import { placeOfFiles } from '../problems';

/** A file, as its column names it, and why it is not read. */
export interface UnreadableSound {
  readonly word: string;
  readonly reason: Text;
}

/** How many files are named that cannot be read. */
const mostNamed = 3;

/** `files` are the folders of the source, `all` the recordings that cannot be read, one at least. */
export function soundsUnreadable(files: readonly string[], all: readonly UnreadableSound[]): Problem {
  const names = [...new Set(all.map(({ word }) => word))];
  return {
    code: 'MTL6060',
    severity: 'error',
    message: text('{count} {count|recording|recordings} cannot be read: {names}. The first: {reason}.', {
      count: names.length,
      names: listed(firstOf(names, mostNamed)),
      reason: all[0]!.reason,
    }),
    remedy: text(
      'Replace or remove what is broken, or leave it out by `query`. `ffmpeg -i IN OUT.wav` makes a WAV file of most others.',
    ),
    place: placeOfFiles(files),
  };
}

/** What can be wrong with recordings (from MTL6060). */
import type { Problem } from '../../contract/problem';
import { text, type Text } from '../../contract/text';
import { placeOfFiles } from '../problems';

/** A file, as its column names it, and why it is not read. */
export interface UnreadableSound {
  readonly word: string;
  readonly reason: Text;
}

/** `files` are the folders of the source, `all` the recordings that cannot be read. */
export function soundsUnreadable(files: readonly string[], all: readonly UnreadableSound[]): Problem {
  const [{ word, reason }] = all as readonly [UnreadableSound];
  const others = all.length - 1;
  return {
    code: 'MTL6060',
    severity: 'error',
    message:
      others === 0
        ? text('The recording {word} cannot be read: {reason}.', { word, reason })
        : text('The recording {word} cannot be read: {reason}. Neither can {others} {others|other|others}.', {
            word,
            reason,
            others,
          }),
    remedy: text(
      'Replace it, move it out of the folder, or leave its row out with `query`, as in "select * from source where file <> \'{word}\'". `ffmpeg -i IN OUT.wav` makes a WAV file of most others.',
      { word: word.replaceAll("'", "''") },
    ),
    place: placeOfFiles(files),
  };
}

export function noRecordings(files: readonly string[], column: string): Problem {
  return {
    code: 'MTL6061',
    severity: 'error',
    message: text('No training row has a recording in the column “{column}”.', { column }),
    remedy: text('Name a column of recordings, or choose a `split` that leaves some for training.'),
    place: placeOfFiles(files),
  };
}

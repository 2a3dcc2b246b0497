/** What can be wrong with folders of pictures or recordings (from MTL6039). */
import type { Problem } from '../../contract/problem';
import { listed, text, type Text } from '../../contract/text';
import { placeOfFiles } from '../problems';
import { shorten } from '../words';
import { endingsOf, type FolderKind } from './media-kinds';

export function missingFolder(path: string, nearest?: string): Problem {
  return error(
    'MTL6039',
    text('The folder {path} does not exist.', { path }),
    nearest
      ? text('Did you mean “{nearest}”?', { nearest })
      : text('Make the folder, or correct `source`; paths start from the folder of the .mtl file.'),
  );
}

export function notAFolder(path: string): Problem {
  return error(
    'MTL6040',
    text('{path} is not a folder.', { path }),
    text('Name the folder that the files lie in; a table is named without a call, such as "digits.csv".'),
  );
}

const without: Readonly<Record<FolderKind, (path: string) => Text>> = {
  images: (path) => text('There are no pictures in {path}, nor in the folders in it.', { path }),
  audio: (path) => text('There are no recordings in {path}, nor in the folders in it.', { path }),
};

export function folderWithout(path: string, kind: FolderKind): Problem {
  return error(
    'MTL6041',
    without[kind](path),
    text('Name a folder that holds files which end in {endings}.', { endings: listed(endingsOf[kind]) }),
  );
}

/** A query can make up names, and nothing is opened that was not found. */
export function notListed(files: readonly string[], column: string, word: string): Problem {
  return error(
    'MTL6042',
    text('Column “{column}” of the query holds “{word}”, which is none of the files of the source.', {
      column,
      word: shorten(word),
    }),
    text('Take the column from `source` as it is.'),
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

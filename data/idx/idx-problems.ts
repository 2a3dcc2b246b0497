/** What can be wrong with files of the IDX format (from MTL6046). */
import type { Problem } from '../../contract/problem';
import { text, type Text } from '../../contract/text';

export function notIdx(path: string): Problem {
  return error(
    'MTL6046',
    text('{path} is no file of the IDX format.', { path }),
    text(
      'Name a file as MNIST is published in, such as “train-images-idx3-ubyte.gz”; pictures in a folder are read by `images(…)`.',
    ),
  );
}

/** In bytes, unpacked. */
export function idxCutOff(path: string, expected: number, found: number): Problem {
  return error(
    'MTL6047',
    text('{path} should have {expected} bytes by what it says of itself, but has {found}.', {
      path,
      expected,
      found,
    }),
    text('Get the file again; it may be cut off.'),
  );
}

export function packedBadly(path: string, reason: string): Problem {
  return error(
    'MTL6048',
    text('{path} cannot be unpacked: {reason}', { path, reason }),
    text(
      'Get the file again, or allow more memory with `mtl train --memory` or MTL_MEMORY where it is too large.',
    ),
  );
}

export function notPictures(path: string, dimensions: string): Problem {
  return error(
    'MTL6049',
    text('{path} holds no pictures: its dimensions are {dimensions}.', { path, dimensions }),
    text(
      'Name a file of pictures, height and width, with 1, 3 or 4 channels last if there are some; labels come second.',
    ),
  );
}

export function notLabels(path: string, dimensions: string): Problem {
  return error(
    'MTL6054',
    text('{path} holds no labels: its dimensions are {dimensions}.', { path, dimensions }),
    text('Name a file with one number for each picture.'),
  );
}

export function countsDiffer(path: string, labels: number, pictures: number): Problem {
  return error(
    'MTL6055',
    text('{path} has {labels} {labels|label|labels} for {pictures} {pictures|picture|pictures}.', {
      path,
      labels,
      pictures,
    }),
    text('Name two files that belong together.'),
  );
}

const error = (code: string, message: Text, remedy: Text): Problem => ({
  code,
  severity: 'error',
  message,
  remedy,
});

/** What `source` may be beside tables: files that are rows themselves, or that hold many. */
import { choice, optional, path } from '../../../../catalog/parameter';
import type { CallForm } from './forms';

const label = choice(['folder', 'none'], {
  doc: 'What the column `label` holds: the name of the folder, right below the one that is named, which a file lies in; with `none` there is no such column.',
  default: 'folder',
});

export const sourceForms: Readonly<Record<'images' | 'audio' | 'idx', CallForm>> = {
  images: {
    doc:
      'Pictures in a folder and in all folders in it, a row for each: PNG, JPEG, WebP, GIF, TIFF. Its columns are `image`, which `as image(…)` ' +
      'reads, `label`, and `file`, the path as text.',
    params: {
      folder: path({ doc: 'The folder, relative to the .mtl file.' }),
      label,
    },
    example: 'images("photos/", label: folder)',
  },
  audio: {
    doc:
      'Recordings in a folder and in all folders in it, a row for each: WAV, FLAC. Its columns are `audio`, which `as audio(…)` reads, `label`, and `file`, ' +
      'the path as text.',
    params: {
      folder: path({ doc: 'The folder, relative to the .mtl file.' }),
      label,
    },
    example: 'audio("clips/", label: folder)',
  },
  idx: {
    doc:
      'Pictures in one file of the IDX format, as MNIST has it, compressed with gzip or not. Its columns are `image`, which `as image(…)` reads, ' +
      'and `label`.',
    params: {
      images: path({ doc: 'The file of pictures, relative to the .mtl file.' }),
      labels: optional(path({ doc: 'The file of their labels; without it there is no column `label`.' })),
    },
    example: 'idx("train-images.gz", "train-labels.gz")',
  },
};

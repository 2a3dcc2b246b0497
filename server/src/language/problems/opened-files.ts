/** Problems of columns that name pictures or recordings (from MTL5050). */
import type { Fix } from '../../../../contract/problem';
import type { MediaType } from '../../../../contract/media';
import { text, type Text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

const holding: Readonly<Record<MediaType, (name: string) => Text>> = {
  image: (name) => text('The column `{name}` holds pictures, not numbers.', { name }),
  audio: (name) => text('The column `{name}` holds recordings, not numbers.', { name }),
};

export const filesUnread = defineProblem(
  'MTL5050',
  'An input type that reads no such files is used for a column of pictures or recordings.',
  (name: string, type: MediaType, use: string | undefined, fixes: readonly Fix[]) => ({
    message: holding[type](name),
    remedy: use
      ? text('Write `as {use}`, with the size that you want.', { use })
      : text('Leave it out: nothing reads such files yet.'),
    fixes,
  }),
);

export const filesAmongColumns = defineProblem(
  'MTL5051',
  'A column of pictures or recordings is read together with other columns.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds files, which cannot be read together with other columns.', {
      name,
    }),
    remedy: text('Give it an input of its own.'),
    fixes,
  }),
);

export const noFiles = defineProblem(
  'MTL5052',
  'An input type that reads files is used for a column that holds none.',
  (name: string, type: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds no files, which `{type}` reads.', { name, type }),
    remedy: text('Name a column of files, or read it as something else.'),
    fixes,
  }),
);

export const filesPredicted = defineProblem(
  'MTL5053',
  'A column of pictures or recordings is predicted.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds files, which cannot be predicted.', { name }),
    remedy: text('Predict another column, such as `label`.'),
    fixes,
  }),
);

export const recordingsCutOff = defineProblem(
  'MTL5060',
  'Most recordings are longer than what is read of them.',
  (
    { read, middle, most }: { readonly read: number; readonly middle: number; readonly most: number },
    parameter: string,
    whole: number,
    fixes: readonly Fix[],
  ) => ({
    message: text(
      'Most recordings are cut off: {read} s of each are read, half of them have {middle} s or more, and the longest has {most} s.',
      { read, middle, most },
    ),
    remedy: text('Write `{parameter}: {whole}` to hear all of them to the end.', { parameter, whole }),
    severity: 'information',
    fixes,
  }),
);

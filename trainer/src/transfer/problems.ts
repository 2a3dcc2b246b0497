/** What can keep a block from starting from another run: one factory for each problem code from MTL7098. */
import type { Problem } from '../../../contract/problem';
import { listed, text, type Text } from '../../../contract/text';

/** `file` is missing in the folder, or cannot be read. */
export const runNotTrained = (block: string, folder: string, file: string): Problem =>
  error(
    'MTL7098',
    text('`{block}` is to start from a run that has no trained model: {file} is missing or cannot be read.', {
      block,
      file,
    }),
    text('Train that run to its end, or name another run folder in `from`.'),
    text('{file}', { file: folder }),
  );

export const blockMissing = (block: string, blocks: readonly string[], folder: string): Problem =>
  error(
    'MTL7099',
    text('The run has no block `{block}`, but {blocks}.', { block, blocks: listed(blocks) }),
    text('Give the block a name that the run has, or name another run folder in `from`.'),
    text('{file}', { file: folder }),
  );

export const parameterMissing = (block: string, name: string, folder: string): Problem =>
  error(
    'MTL7100',
    text('`{block}` has the parameter {name}, for which the run has none.', { block, name }),
    text('Write the layers and the sharing of the block as they were in the run.'),
    text('{file}', { file: folder }),
  );

/** Shapes are written as `28x128`. */
export const parameterOfOtherShape = (
  names: { readonly here: string; readonly there: string },
  shapes: { readonly here: string; readonly there: string },
  folder: string,
): Problem =>
  error(
    'MTL7101',
    text('The parameter {name} is {shape}, but in the run, as {other}, it was {otherShape}.', {
      name: names.here,
      shape: shapes.here,
      other: names.there,
      otherShape: shapes.there,
    }),
    text('Write the layers and the sharing of the block as they were in the run.'),
    text('{file}', { file: folder }),
  );

/** `reason` is why what the run knew of the input does not hold here. */
export const encodedAnew = (input: string, block: string, reason: Text, folder: string): Problem => ({
  code: 'MTL7102',
  severity: 'warning',
  message: text(
    '`{block}` reads other numbers in `{input}` than those that it has learned from: {reason}, so that it is encoded anew.',
    { input, block, reason },
  ),
  remedy: text('Let the block read an input of the same name, type and number of columns as in the run.'),
  place: text('{file}', { file: folder }),
});

export const encodingGone = (file: string): Problem =>
  error(
    'MTL7103',
    text('The run folder does not tell any more how inputs are encoded that came from another run.'),
    text('Put the file back as it was, or train again.'),
    text('{file}', { file }),
  );

/** Two blocks start from runs that have encoded the input in two ways. */
export const encodedAsFor = (input: string, first: string, second: string): Problem => ({
  code: 'MTL7104',
  severity: 'warning',
  message: text(
    '`{input}` is encoded as `{first}` has learned it, and `{second}` has learned it in another way.',
    { input, first, second },
  ),
  remedy: text('Start both blocks from one run, or let each read an input of its own.'),
});

const error = (code: string, message: Text, remedy: Text, place: Text): Problem => ({
  code,
  severity: 'error',
  message,
  remedy,
  place,
});

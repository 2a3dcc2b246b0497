/** Problems of blocks that start from another run, and of layers that stay as they are. */
import type { Fix } from '../../../../contract/problem';
import { listed, text, type Text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const freezeTooMany = defineProblem(
  'MTL3070',
  'More first layers are to be frozen than the block has.',
  (count: number, layers: number, fixes: readonly Fix[]) => ({
    message: text(
      'The first {count} layers are frozen here, but the block has {layers} {layers|layer|layers}.',
      {
        count,
        layers,
      },
    ),
    remedy: text('Write `all`, or fewer layers.'),
    fixes,
  }),
);

export const freezeOfRandom = defineProblem(
  'MTL3071',
  'Layers are frozen that do not start from a run, so that they stay random.',
  (block: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{block}` starts from random parameters, and those that are frozen never learn anything.',
      {
        block,
      },
    ),
    remedy: text('Write `from` with the folder of a run, or leave `freeze` out.'),
    severity: 'warning',
    fixes,
  }),
);

interface LayerHere {
  /** As written. */
  readonly layer: string;
  /** Of the first parameter that does not fit. */
  readonly name: string;
  readonly shape: string;
}

interface LayerThere {
  /** As written; undefined where the block has no layer with parameters left. */
  readonly layer: string | undefined;
  /** Undefined where the layer has no such parameter. */
  readonly shape: string | undefined;
}

export const layerOfOtherRun = defineProblem(
  'MTL3072',
  'A layer of a block that starts from a run has other parameters than the one in its place there.',
  (here: LayerHere, there: LayerThere, fixes: readonly Fix[]) => ({
    message: tellLayer(here, there),
    remedy: text('Let the block have the layers that it had in the run, and read what it read there.'),
    fixes,
  }),
);

export const sharingOfOtherRun = defineProblem(
  'MTL3073',
  'A block that starts from a run is shared in another way than there.',
  (here: string, there: string, fixes: readonly Fix[]) => ({
    message: text('The block is shared by `{here}`, but in the run it was by `{there}`.', { here, there }),
    remedy: text('Write the sharing as it was in the run.'),
    fixes,
  }),
);

export const tasksOfOtherRun = defineProblem(
  'MTL3074',
  'A block that starts from a run has parameters for tasks that the run did not have.',
  (name: string) => ({
    message: text('The sharing of the block has the parameter {name}, for which the run has none.', { name }),
    remedy: text('Call the tasks as they were called in the run, or let it share the block by `hard`.'),
  }),
);

export const runMissing = defineProblem(
  'MTL5047',
  'A block is to start from a folder that is no run.',
  (run: string, fixes: readonly Fix[]) => ({
    message: text('There is no run in `{run}`.', { run }),
    remedy: text('Write the path of a run folder, relative to this file.'),
    fixes,
  }),
);

export const runUntrained = defineProblem(
  'MTL5048',
  'A block is to start from a run that has no trained model.',
  (run: string) => ({
    message: text('The run `{run}` has no trained model yet.', { run }),
    remedy: text('Train it to its end, or start from another run.'),
  }),
);

export const blockNotInRun = defineProblem(
  'MTL5049',
  'A block is to start from a run that has several blocks, none of the same name.',
  (block: string, blocks: readonly string[], fixes: readonly Fix[]) => ({
    message:
      blocks.length === 0
        ? text('The run has no block that `{block}` could start from.', { block })
        : text('The run has no block `{block}`, but {blocks}.', { block, blocks: listed(blocks) }),
    remedy: text('Give the block the name that it has in the run, or start from another run.'),
    fixes,
  }),
);

function tellLayer(here: LayerHere, { layer: other, shape: otherShape }: LayerThere): Text {
  const { layer } = here;
  if (other === undefined)
    return text('The run has no layer with parameters in the place of `{layer}`.', { layer });
  if (otherShape === undefined)
    return text('In the place of `{layer}` the run has `{other}`.', { layer, other });
  return layer === other
    ? text(
        '`{layer}` has other parameters here than in the run: {name} is {shape} here and {otherShape} there.',
        {
          ...here,
          otherShape,
        },
      )
    : text(
        'In the place of `{layer}` the run has `{other}`: {name} is {shape} here and {otherShape} there.',
        {
          ...here,
          other,
          otherShape,
        },
      );
}

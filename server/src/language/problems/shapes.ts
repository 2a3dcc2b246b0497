/** Problems of shapes: a layer, an input type or a target does not fit what it is given (MTL4…). */
import type { Fix } from '../../../../contract/problem';
import { listed, type Text, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const layerMisfit = defineProblem(
  'MTL4001',
  'A layer does not fit the shape that reaches it.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const inputMisfit = defineProblem(
  'MTL4002',
  'An input type does not fit the number of its columns.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const targetMisfit = defineProblem(
  'MTL4003',
  'A target does not fit the number of its columns.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const joinMissing = defineProblem(
  'MTL4004',
  'A block stands on several things and does not say how they come together.',
  (names: readonly string[], fixes: readonly Fix[]) => ({
    message: text('{names} come together here, and nothing says how.', { names: listed(names) }),
    remedy: text('Begin the block with `concat` (side by side) or `add` (sum).'),
    fixes,
  }),
);

export const featuresMisfit = defineProblem(
  'MTL4005',
  'The output layer of a task does not fit the features that reach it.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const exchangeMisfit = defineProblem(
  'MTL4006',
  'Networks cannot share their features, because these do not fit each other.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

export const parametersTooMany = defineProblem(
  'MTL4007',
  'A block has more parameters than a model file can hold.',
  (parameters: string, most: string, by: 'layer' | 'sharing' = 'layer') => ({
    message:
      by === 'layer'
        ? text('With this layer the block has {parameters} parameters; a model file holds at most {most}.', {
            parameters,
            most,
          })
        : text(
            'With this sharing the block has {parameters} parameters; a model file holds at most {most}.',
            {
              parameters,
              most,
            },
          ),
    remedy:
      by === 'layer'
        ? text('Make the layer smaller, or let less reach it.')
        : text('Make the layers smaller, or have fewer copies of them.'),
  }),
);

export const sharingMisfit = defineProblem(
  'MTL4010',
  'Tasks cannot share a block in the way that is written, because of its layers or of what it stands on.',
  (misfit: Text, remedy: Text, fixes: readonly Fix[]) => ({ message: misfit, remedy, fixes }),
);

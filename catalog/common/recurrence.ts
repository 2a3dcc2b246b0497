/** What recurrent layers share: their parameters, the way through the steps of a sequence, and what comes out of it. */
import {
  broadcastTo,
  constant,
  matmul,
  multiply,
  pad,
  reshape,
  slice,
  subtract,
  sum,
  transpose,
} from '../../graph';
import { text } from '../../contract/text';
import type { Tensor } from '../../graph/tensor';
import type { Misfit, Scope } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';
import { choice, integer, number, type ArgsOf } from '../parameter';
import { dropOut } from './drop-out';
import { trueSteps } from './true-steps';

export const recurrentParameters = {
  units: integer({ doc: 'How many features come out.', min: 1 }),
  output: choice(['sequence', 'last'], {
    doc: '`sequence` gives what comes out after every step, `last` what comes out after the last true step.',
    default: 'sequence',
  }),
  dropout: number({
    doc: 'Share of the features of its input that is left out while training, the same ones in all steps of a row.',
    default: 0,
    min: 0,
    below: 1,
  }),
} as const;

/** Why layer `name`, which reads sequences, cannot read `x`. A step has a number of features that `heads` divides. */
export function sequenceMisfit(name: string, x: Tensor, heads = 1): Misfit | undefined {
  if (x.shape.length === 3) return undefined;
  return {
    misfit: text('`{name}` reads sequences of steps x features, but gets rows of {shape}.', {
      name,
      shape: shapeOfRow(x),
    }),
    remedy: text(
      'Read the columns `as sequence(steps, features)`, or make steps with `reshape(steps, features)`.',
    ),
    ...asSequence(x, heads),
  };
}

/** Steps of as few features as can be. */
function asSequence(x: Tensor, features: number): { readonly insert?: string } {
  const steps = x.shape.length === 2 ? x.shape[1]! / features : 0;
  return Number.isInteger(steps) && steps > 1 ? { insert: `reshape(${steps}, ${features})` } : {};
}

/**
 * The input of all steps at once, dropped out and multiplied with trained weights: [steps, rows, width], of which a loop takes
 * one step after the other. The scope's parameter is `weight`. `gates` are as many matrices beside each other.
 */
export function projectSteps(
  x: Tensor,
  { units, dropout }: ArgsOf<typeof recurrentParameters>,
  gates: number,
  scope: Scope,
): Tensor {
  const features = x.shape[2]!;
  const weight = scope.parameter('weight', [features, gates * units], {
    kind: 'glorotUniform',
    fanIn: features,
    fanOut: units,
  });
  const dropped = dropOut(x, dropout, scope, [x.shape[0]!, 1, features]);
  return matmul(transpose(dropped, [1, 0, 2]), weight);
}

/** Weights of the state before a step, for as many gates: [units, gates * units]. */
export const recurrentWeights = (units: number, gates: number, scope: Scope): Tensor =>
  scope.parameter('recurrent', [units, gates * units], {
    kind: 'glorotUniform',
    fanIn: units,
    fanOut: units,
  });

/** What each row starts from: zeros [rows, units]. */
export const startOf = (x: Tensor, units: number): Tensor =>
  broadcastTo(constant(0, [1, units]), [x.shape[0]!, units]);

/** What leaves the layer, from the states after all steps [steps, rows, units] and the last one [rows, units]. */
export function statesOut(
  states: Tensor,
  last: Tensor,
  { output }: ArgsOf<typeof recurrentParameters>,
  scope: Scope,
): Tensor {
  if (output === 'sequence') return trueSteps(transpose(states, [1, 0, 2]), scope);
  return scope.mask ? atLastStep(states, scope.mask) : last;
}

/** The states after the last true step of each row; zeros where a row has none. */
function atLastStep(states: Tensor, mask: Tensor): Tensor {
  const steps = mask.shape[1]!;
  // The mask falls from 1 to 0 where the true steps end.
  const isLast = steps === 1 ? mask : subtract(mask, pad(slice(mask, 1, 1, steps), 1, 0, 1));
  const chosen = reshape(transpose(isLast, [1, 0]), [steps, mask.shape[0]!, 1]);
  return sum(multiply(states, chosen), [0]);
}

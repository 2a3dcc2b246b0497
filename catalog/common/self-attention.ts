/** Self-attention: each step of a sequence takes a mean of all steps, weighted by how well they answer to it. */
import { add, constant, matmul, multiply, reshape, softmax, split, subtract, transpose } from '../../graph';
import { text } from '../../contract/text';
import type { Tensor } from '../../graph/tensor';
import type { Misfit, Scope } from '../declaration';
import { choice, integer, number, type ArgsOf } from '../parameter';
import { dropOut } from './drop-out';
import { sequenceMisfit } from './recurrence';
import { rotate } from './rotary-positions';
import { trueSteps } from './true-steps';

export const attentionParameters = {
  heads: integer({
    doc: 'How many times steps are compared, each in a part of the features.',
    default: 4,
    min: 1,
  }),
} as const;

export const attentionOptions = {
  positions: choice(['rotary', 'none'], {
    doc: '`rotary` lets the comparison know how far apart two steps are; with `none` their order does not matter.',
    default: 'rotary',
  }),
  dropout: number({
    doc: 'Share of the weights that is left out while training.',
    default: 0,
    min: 0,
    below: 1,
  }),
} as const;

type Settings = ArgsOf<typeof attentionParameters & typeof attentionOptions>;

/** Why layer `name` cannot read `x` with so many heads. */
export function attentionMisfit(name: string, x: Tensor, heads: number): Misfit | undefined {
  const misfit = sequenceMisfit(name, x, heads);
  if (misfit) return misfit;
  const features = x.shape[2]!;
  if (features % heads === 0) return undefined;
  const fitting = Array.from({ length: heads }, (_, less) => heads - less).find(
    (count) => features % count === 0,
  )!;
  return {
    misfit: text('{heads} heads of `{name}` do not share {features} {features|feature|features} evenly.', {
      heads,
      name,
      features,
    }),
    remedy: text('Write `heads: {fitting}`, or put `dense({more})` before it.', {
      fitting,
      more: Math.ceil(features / heads) * heads,
    }),
  };
}

/**
 * softmax(Q Kᵀ / √d) V of each head, beside each other, through a last matrix: [rows, steps, features] again. `x` has features
 * that the heads share evenly. Steps that only fill a row up are not looked at, and come out as zeros.
 */
export function selfAttention(x: Tensor, { heads, positions, dropout }: Settings, scope: Scope): Tensor {
  const [rows, steps, features] = x.shape as [number, number, number];
  const width = features / heads;
  const projected = project(reshape(x, [rows * steps, features]), 3 * features, 'input', scope);
  // [query, key or value; row; head; step; number].
  const parts = transpose(reshape(projected, [rows, steps, 3, heads, width]), [2, 0, 3, 1, 4]);
  const [q, k, v] = turn(parts, positions).map((part) => reshape(part, [rows, heads, steps, width]));

  const scores = matmul(multiply(q!, constant(1 / Math.sqrt(width))), transpose(k!, [0, 1, 3, 2]));
  const weights = dropOut(softmax(hideFilling(scores, scope)), dropout, scope, undefined, 'weights');
  const mixed = reshape(transpose(matmul(weights, v!), [0, 2, 1, 3]), [rows * steps, features]);
  return trueSteps(reshape(project(mixed, features, 'output', scope), x.shape), scope);
}

/** Queries, keys and values out of `parts` [3, ...]; the first two, which are compared, know where they stand. */
function turn(parts: Tensor, positions: Settings['positions']): readonly Tensor[] {
  if (positions === 'none') return split(parts, 0, [1, 1, 1]);
  const [compared, values] = split(parts, 0, [2, 1]);
  return [...split(rotate(compared!), 0, [1, 1]), values!];
}

/** The scope's parameters are `NAME/weight` and `NAME/bias`. */
function project(x: Tensor, units: number, name: string, scope: Scope): Tensor {
  const features = x.shape[1]!;
  const initial = { kind: 'glorotUniform', fanIn: features, fanOut: features } as const;
  const weight = scope.parameter(`${name}/weight`, [features, units], initial);
  const bias = scope.parameter(`${name}/bias`, [units], { kind: 'constant', value: 0 });
  return add(matmul(x, weight), bias);
}

/** Scores [rows, heads, steps, steps] so low where the second step is not true that nothing is left of them. */
function hideFilling(scores: Tensor, { mask }: Scope): Tensor {
  if (mask === undefined) return scores;
  const [rows, steps] = mask.shape as [number, number];
  const lowered = multiply(subtract(mask, constant(1)), constant(1e9));
  return add(scores, reshape(lowered, [rows, 1, 1, steps]));
}

/** The landscape of two tasks in two dimensions on which CAGrad was shown (Liu et al., NeurIPS 2021), and walks on it. */
import { catalog } from '../../catalog';
import type { GradientWeighting } from '../../catalog/declaration';
import {
  abs,
  add,
  concat,
  constant,
  gradients,
  log,
  matmul,
  maximum,
  multiply,
  reshape,
  slice,
  square,
  state,
  subtract,
  sum,
  tanh,
  type Tensor,
} from '../../graph';
import { unroll } from '../support/unrolled';

/** Below this a distance is no smaller to a logarithm. */
const LOW = 5e-6;

/** L₁ times `scale`, and L₂, as scalars. */
export function lossesAt(x: Tensor, scale = 1): readonly [Tensor, Tensor] {
  const [x1, x2] = [0, 1].map((at) => reshape(slice(x, 0, at, at + 1), [])) as [Tensor, Tensor];
  const bowl = (centre: number) => {
    const [across, along] = [subtract(constant(centre), x1), add(x2, constant(8))];
    const squares = add(square(across), multiply(square(along), constant(0.1)));
    return subtract(multiply(squares, constant(0.1)), constant(20));
  };
  const bend = tanh(multiply(x2, constant(-1)));
  const above = maximum(tanh(multiply(x2, constant(0.5))), constant(0));
  const below = maximum(tanh(multiply(x2, constant(-0.5))), constant(0));
  const f1 = valley(subtract(half(x1, -7), bend));
  const f2 = valley(add(add(half(x1, 3), bend), constant(2)));
  const first = add(multiply(f1, above), multiply(bowl(7), below));
  return [multiply(first, constant(scale)), add(multiply(f2, above), multiply(bowl(-7), below))];
}

/** ½ (`more` - y). */
const half = (y: Tensor, more: number): Tensor => multiply(subtract(constant(more), y), constant(0.5));
const valley = (y: Tensor): Tensor => add(log(maximum(abs(y), constant(LOW))), constant(6));

/** What makes the update of the two losses at x [2]. */
export type Way = (losses: readonly [Tensor, Tensor], x: Tensor) => Tensor;

export const alongSum: Way = ([a, b], x) => gradients(add(a, b), [x])[0]!;

/** Each of two tasks meets the other one, whatever the order. */
const always = (_: string, shape: readonly number[]): Tensor => constant(0.5, shape);

/** d = w J with the weights w of G = J Jᵀ. */
export const along =
  (weighting: GradientWeighting, args: object): Way =>
  (losses, x) => {
    const rows = losses.map((loss) => gradients(loss, [x])[0]!);
    const products = rows.flatMap((a) => rows.map((b) => reshape(sum(multiply(a, b)), [1])));
    const gramian = reshape(concat(products, 0), [2, 2]);
    const both = constant(1, [2]);
    const given = { losses: both, present: both, kept: {}, moved: {}, gramian };
    const { weights } = weighting.combine(args as never, { ...given, random: always });
    const jacobian = concat(
      rows.map((row) => reshape(row, [1, 2])),
      0,
    );
    return reshape(matmul(reshape(weights, [1, 2]), jacobian), [2]);
  };

/** Where Adam's steps of .001 lead from `start`. */
export function walk(way: Way, start: readonly [number, number], steps: number, scale = 1) {
  const x = state('x', [2]);
  const { adam } = catalog.optimizers;
  const slots = Object.fromEntries(adam.slots.map((slot) => [slot, state(slot, [2])]));
  const step = add(state('step', []), constant(1));
  const losses = lossesAt(x, scale);
  const made = adam.update(
    { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    { parameter: x, gradient: way(losses, x), slots, rate: constant(0.001), step },
  );
  const shown = losses.map((loss, at) => [`loss${at}`, { source: state(`loss${at}`, []), next: loss }]);
  const program = {
    states: {
      x: { source: x, next: made.parameter },
      step: { source: step.node.inputs[0]!, next: step },
      ...Object.fromEntries(
        adam.slots.map((slot) => [slot, { source: slots[slot]!, next: made.slots[slot]! }]),
      ),
      ...Object.fromEntries(shown),
    },
  };
  const values = new Float64Array(2 + 1 + 2 * adam.slots.length + 2);
  values.set(start);
  unroll(program)(values, steps);
  return { x: [values[0]!, values[1]!] as const, losses: [values.at(-2)!, values.at(-1)!] as const };
}

/** The weighting that brings the gradients of all tasks to comparable norms. */
import {
  constant,
  divide,
  exp,
  greater,
  maximum,
  multiply,
  negate,
  power,
  sign,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { knownLosses } from '../common/known-losses';
import { adamStarts, stepOfAdam } from '../common/steps-of-adam';
import { defineNormWeighting } from '../declaration';
import { number } from '../parameter';

/** A task keeps at least this weight, from which it can come back; nothing smaller divides. */
const LEAST = 1e-6;

export const gradNorm = defineNormWeighting({
  name: 'gradNorm',
  doc:
    'Gradient normalization: moves the weights so that Σ |Gᵢ - Ḡ rᵢ^α| falls, where Gᵢ = wᵢ ‖∇ Lᵢ‖ is a norm over the last layer that ' +
    'the tasks share, and rᵢ says how much slower than the others a loss has fallen from its first value. The weights add up to T.',
  cite: 'Chen, Badrinarayanan, Lee & Rabinovich, GradNorm: gradient normalization for adaptive loss balancing, ICML 2018',
  params: {
    alpha: number({
      doc: 'How strongly tasks that fall behind are pushed; 0 makes all norms the same.',
      default: 1.5,
      min: 0,
    }),
    rate: number({ doc: 'How far a step moves the logarithm of a weight.', default: 0.025, above: 0 }),
  },
  example: 'gradNorm(alpha: 1.5)',
  needs: 'norms',
  tasks: 2,
  positive: true,
  moved: { weight: 1, first: 0, ...adamStarts },
  build({ alpha, rate }, { losses, present, norms, moved }) {
    const w = moved['weight']!;
    const known = knownLosses(losses, present);
    const first = where(greater(moved['first']!, constant(0)), moved['first']!, known);
    const count = maximum(sum(present), constant(1));
    const meanOf = (x: Tensor) => divide(sum(multiply(x, present)), count);
    const fallen = divide(known, first);
    const r = divide(fallen, maximum(meanOf(fallen), constant(LEAST)));
    const g = multiply(w, norms);
    const target = multiply(meanOf(g), power(r, constant(alpha)));
    // ∂ Σ |Gᵢ - targetᵢ| / ∂ log wᵢ, with the target held fixed: steps in log w keep all weights above zero.
    const slope = multiply(sign(subtract(g, target)), g);
    const { move, moved: kept } = stepOfAdam(slope, moved, rate);
    const next = maximum(multiply(w, exp(negate(move))), constant(LEAST));
    const total = (x: Tensor) => sum(multiply(x, present));
    const share = divide(total(w), maximum(total(next), constant(LEAST)));
    return {
      objective: sum(multiply(multiply(w, losses), present)),
      weights: w,
      moved: { weight: multiply(next, share), first, ...kept },
    };
  },
});

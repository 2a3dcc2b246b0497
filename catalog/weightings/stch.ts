/** The weighting by a smooth maximum of the losses. */
import {
  add,
  constant,
  divide,
  exp,
  greater,
  log,
  max,
  maximum,
  min,
  multiply,
  stopGradient,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { knownLosses } from '../common/known-losses';
import { sharesOf } from '../common/shares';
import { defineWeighting } from '../declaration';
import { integer, number } from '../parameter';

/** Further from 0 than every value that counts. */
const FAR = 1e38;
const LEAST = 1e-30;

export const stch = defineWeighting({
  name: 'stch',
  doc:
    'Smooth Tchebycheff: descends a smooth maximum of what is left of each loss, T μ log Σ (λᵢ Lᵢ / nᵢ)^(1/μ), where λᵢ is the `weight` of the ' +
    'task and nᵢ its mean loss in the last of the epochs before, which descend Σ log Lᵢ. With `warmup: 0` it is μ log Σ exp(λᵢ Lᵢ / μ).',
  cite: 'Lin et al., Smooth Tchebycheff scalarization for multi-objective optimization, ICML 2024',
  params: {
    mu: number({ doc: 'How smooth: near 0 only the largest loss counts.', default: 1, above: 0 }),
    warmup: integer({
      doc: 'Epochs before it begins; the last one says what each loss is measured by. 0 takes the losses as they are.',
      default: 1,
      min: 0,
    }),
  },
  example: 'stch(mu: 1, warmup: 1)',
  needs: 'losses',
  tasks: 2,
  positive: true,
  kept: { nadir: 0 },
  build({ mu, warmup }, { losses, present, kept }) {
    if (warmup === 0) {
      const { value, shares } = smoothMaximum(losses, present, mu);
      return { objective: value, weights: shares };
    }
    const count = sum(present);
    const known = knownLosses(losses, present);
    const nadir = kept['nadir']!;
    const hasBegun = greater(min(nadir), constant(0));
    const relative = log(divide(known, where(hasBegun, nadir, constant(1))));
    const { value, shares } = smoothMaximum(relative, present, mu);
    const objective = where(hasBegun, multiply(count, value), sum(log(known)));
    // The slope of log L is 1 / L.
    const slopes = where(hasBegun, multiply(count, shares), present);
    return { objective, weights: divide(slopes, stopGradient(known)) };
  },
  afterEpoch({ warmup }, epochs) {
    if (epochs.length !== warmup) return {};
    // An epoch may have no label of a task, whose loss is then measured by itself.
    return { nadir: epochs[warmup - 1]!.map((loss) => (loss > 0 ? loss : 1)) };
  },
});

/** μ log Σ exp(xᵢ / μ) over the tasks with labels, finite for all x [tasks], and its slopes [tasks], which add up to 1. */
function smoothMaximum(x: Tensor, present: Tensor, mu: number) {
  const isThere = greater(present, constant(0));
  const top = stopGradient(max(where(isThere, x, constant(-FAR))));
  const below = divide(subtract(where(isThere, x, top), top), constant(mu));
  const total = maximum(sum(multiply(exp(below), present)), constant(LEAST));
  return {
    value: add(top, multiply(log(total), constant(mu))),
    shares: stopGradient(sharesOf(below, present)),
  };
}

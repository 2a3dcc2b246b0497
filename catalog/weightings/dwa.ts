/** The weighting by how fast each loss falls. */
import { multiply, sum } from '../../graph';
import { defineWeighting } from '../declaration';
import { number } from '../parameter';

export const dwa = defineWeighting({
  name: 'dwa',
  doc:
    'Dynamic weight average: tasks whose loss fell less in the last epoch get more weight, ' +
    'wᵢ = T softmaxᵢ(rᵢ / τ) with rᵢ = Lᵢ(t-1) / Lᵢ(t-2). The first two epochs weigh all tasks alike.',
  cite: 'Liu, Johns & Davison, End-to-end multi-task learning with attention, CVPR 2019',
  params: {
    temperature: number({
      doc: 'The larger, the more alike the weights.',
      default: 2,
      published: true,
      above: 0,
    }),
  },
  example: 'dwa(temperature: 2)',
  needs: 'losses',
  tasks: 2,
  positive: true,
  kept: { weight: 1 },
  build(_, { losses, present, kept }) {
    const weights = kept['weight']!;
    return { objective: sum(multiply(multiply(weights, losses), present)), weights };
  },
  afterEpoch({ temperature }, epochs) {
    const [before, last] = epochs.slice(-2);
    if (!before || !last) return { weight: (epochs[0] ?? []).map(() => 1) };
    const exponents = last.map((loss, i) => Math.exp(ratio(loss, before[i]!) / temperature));
    const total = exponents.reduce((sum, each) => sum + each, 0);
    return { weight: exponents.map((each) => (last.length * each) / total) };
  },
});

/** How far a loss fell; 1, as if it stood still, where an epoch had no label of the task. */
function ratio(last: number, before: number): number {
  const fell = last / before;
  return Number.isFinite(fell) ? fell : 1;
}

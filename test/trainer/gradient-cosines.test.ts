/** Cosines between the gradients of tasks from the data to the run log, against values worked out by hand. */
import { expect, it } from 'vitest';
import { buildTrainingProgram } from '../../trainer/src/program/training-program';
import { loadRows } from '../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../trainer/src/rows/rows-in-memory';
import { temporaryFolder } from '../support/temporary-folder';
import { planOf, trainPlan, trainText } from './train';

/** Columns of mean 0 and variance 1 that have nothing to do with each other, so that every mean of a product is 0 or 1. */
const rows = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;
const table = rows.map(([x, y], row) => [x, y, x, -x, row < 2 ? y : '', row < 2 ? '' : y].join(','));
const files = { 'd.csv': `x,y,left,right,early,late\n${table.join('\n')}\n` };

const experiment = (weighting: string, more = '', batch = 4) => `
data d { source: "d.csv"; split: [100%, 0%, 0%] }
input x = d[x, y] as numbers
shared trunk(x) { dense(1) }
task left(trunk) { predict: d.left as number }
task right(trunk) { predict: d.right as number }
${more}
train { optimizer: sgd(rate: 1e-6); weighting: ${weighting}; batch: ${batch}; epochs: 3; seed: 4 }
`;

/**
 * Of h = w·x + b, with heads a h and losses mean((a h ∓ x₁)²): g = 2 a (a w₁ ∓ 1, a w₂, a b), at the start, where b and the heads' biases
 * are 0.
 */
it('is that of opposite targets on a linear layer', async () => {
  const plan = await planOf(experiment('pcgrad'), temporaryFolder(files));
  const { value: stored } = await loadRows(plan);
  if (!(stored instanceof RowsInMemory)) throw new Error('four rows fit in memory');
  const start = buildTrainingProgram(plan, stored).start();
  const [w1, w2] = [...start['trunk/1.dense/weight']!].map(Number) as [number, number];
  const gradient = (head: string, target: number) => {
    const a = Number(start[`${head}/output/weight`]![0]);
    return [2 * a * (a * w1 - target), 2 * a * a * w2] as const;
  };
  const [left, right] = [gradient('left', 1), gradient('right', -1)];
  const product = left[0] * right[0] + left[1] * right[1];
  const cosine = product / (Math.hypot(...left) * Math.hypot(...right));
  expect(Math.abs(cosine)).toBeLessThan(0.999);

  const run = await trainPlan(plan);
  const told = [...run.of('epoch'), ...run.of('progress')].map(({ cosines }) => cosines);
  expect(told.length).toBeGreaterThan(3);
  for (const cosines of told)
    expect(cosines).toEqual([{ tasks: ['left', 'right'], cosine: expect.closeTo(cosine, 4) }]);
});

it('is told of every pair in the order of the tasks, and null where two are never in a batch together', async () => {
  const more = `
    task early(trunk) { predict: d.early as number; weight: 0.5 }
    task late(trunk) { predict: d.late as number }`;
  const run = await trainText(experiment('pcgrad', more, 1), files);
  expect(run.of('epoch')).toHaveLength(3);
  for (const { cosines } of run.of('epoch')) {
    expect(cosines!.map(({ tasks }) => tasks.join(' '))).toEqual([
      'left right',
      'left early',
      'left late',
      'right early',
      'right late',
      'early late',
    ]);
    const numbers = cosines!.map(({ cosine }) => cosine);
    expect(numbers.at(-1)).toBeNull();
    for (const cosine of numbers.slice(0, -1)) expect(Math.abs(cosine!)).toBeLessThanOrEqual(1);
  }
});

it('is absent where the weighting does not combine gradients', async () => {
  const run = await trainText(experiment('equal'), files);
  for (const event of [...run.of('epoch'), ...run.of('progress')])
    expect(event).not.toHaveProperty('cosines');
});

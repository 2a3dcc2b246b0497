/** Metrics of whole runs against what the rows themselves give. */
import { expect, test } from 'vitest';
import type { Part } from '../../contract/run-log';
import { createLcg } from '../support/lcg';
import { trainText } from './train';

const random = createLcg(5);
const rows = Array.from({ length: 600 }, (_, row) => {
  const x = random();
  const fold: Part = row === 0 ? 'validation' : row % 3 === 0 ? 'test' : 'train';
  return { x, y: 20_000 + x + 2 * random(), fold };
});

const varianceOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
};

test('r2 of large numbers that are not scaled, and of a single row', async () => {
  const table = rows.map(({ x, y, fold }) => `${x},${y},${fold}`).join('\n');
  const { end } = await trainText(
    `
data d { source: "d.csv"; split: fold }
input x = d.x
shared trunk(x) { dense(1) }
task y(trunk) { predict: d.y as number(scale: none); metrics: [rmse, r2] }
train { optimizer: adam(rate: 50); schedule: cosine; batch: 50; epochs: 100; device: cpu }
`,
    { 'd.csv': `x,y,fold\n${table}\n` },
  );
  const measured = (part: Part) => end.results[part]!['y']!;
  for (const part of ['train', 'test'] as const) {
    const labels = rows.flatMap(({ y, fold }) => (fold === part ? [Math.fround(y)] : []));
    const { rmse, r2 } = measured(part);
    expect(r2).toBeCloseTo(1 - rmse! ** 2 / varianceOf(labels), 3);
  }
  expect(measured('validation')['r2']).toBeNull();
});

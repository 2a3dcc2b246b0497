/**
 * Weighting by uncertainty recovers the noise of each task: y1 = 2x + 8 + 10ε, y2 = 3x + 3 + ε, in the unit of the data. Each s
 * comes to rest where exp(s) is the task's loss, so sqrt(exp(s)) is the standard deviation of its noise.
 * (Kendall, Gal & Cipolla, CVPR 2018; Keras's and PyTorch's ports of its example come to 9.87 and .997 for 2,000 rows.)
 */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../support/lcg';
import { trainText } from './train';

const uniform = createLcg(1);
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const rows = Array.from({ length: 2000 }, () => {
  const x = normal();
  return [x, 2 * x + 8 + 10 * normal(), 3 * x + 3 + normal()].join(',');
});

it('recovers σ = 10 and σ = 1', async () => {
  const { folder, end } = await trainText(
    `data d { source: "d.csv"; split: [100%, 0%, 0%] }
    input x = d.x as numbers(scale: none)
    shared trunk(x) { dense(256, relu) }
    task first(trunk) { predict: d.first as number(scale: none) }
    task second(trunk) { predict: d.second as number(scale: none) }
    train { optimizer: adam(rate: 0.001); weighting: uncertainty; batch: 20; epochs: 200; seed: 1 }`,
    { 'd.csv': `x,first,second\n${rows.join('\n')}\n` },
  );
  expect(end.status).toBe('completed');
  const states = loadCheckpoint(join(folder, runFiles.checkpoint)).value!.states;
  const [first, second] = states['weighting/logVariance'] as Float32Array;
  expect(Math.exp(first! / 2)).toBeGreaterThan(9.87 * 0.95);
  expect(Math.exp(first! / 2)).toBeLessThan(9.87 * 1.05);
  expect(Math.exp(second! / 2)).toBeGreaterThan(0.997 * 0.95);
  expect(Math.exp(second! / 2)).toBeLessThan(0.997 * 1.05);
});

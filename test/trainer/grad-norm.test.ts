/**
 * The toy of GradNorm's paper (Chen et al., ICML 2018), smaller: tasks σᵢ tanh((B + εᵢ) x) on a trunk of four layers. While all learn at one
 * rate the weights come to rest at wᵢ ∝ 1 / σᵢ, (1.818, .182) for σ = (1, 10). Of the size of the paper, 250 numbers in and 100 out, an
 * independent program found (1.810, .190) after 500 steps, and this one (1.824, .176).
 */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../support/lcg';
import { trainText } from './train';

const [inputs, outputs, count] = [100, 50, 2000];

const names = (name: string, length: number) => Array.from({ length }, (_, at) => `${name}${at}`);

function table(sigmas: readonly number[]): string {
  const uniform = createLcg(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const matrix = (deviation: number) =>
    Array.from({ length: outputs }, () => Array.from({ length: inputs }, () => deviation * normal()));
  const common = matrix(10);
  const own = sigmas.map(() => matrix(3.5));
  const lines = Array.from({ length: count }, () => {
    const x = Array.from({ length: inputs }, () => 2 * uniform() - 1);
    const length = Math.hypot(...x);
    const unit = x.map((each) => each / length);
    const y = sigmas.flatMap((sigma, task) =>
      common.map((row, at) => {
        const sum = unit.reduce((all, each, i) => all + (row[i]! + own[task]![at]![i]!) * each, 0);
        return sigma * Math.tanh(sum);
      }),
    );
    return [...unit, ...y].map((number) => number.toPrecision(7)).join(',');
  });
  const columns = [...names('x', inputs), ...names('a', outputs), ...names('b', outputs)];
  return `${columns.join(',')}\n${lines.join('\n')}\n`;
}

it.each([
  [10, 0.03],
  [100, 0.002],
])('σ = 1 and %s', { timeout: 60_000 }, async (sigma, tolerance) => {
  const { folder, end } = await trainText(
    `data d { source: "d.csv"; split: [100%, 0%, 0%] }
    input x = d[x0..x${inputs - 1}] as numbers(scale: none)
    shared trunk(x) { dense(100, relu); dense(100, relu); dense(100, relu); dense(100, relu) }
    task a(trunk) { predict: d[a0..a${outputs - 1}] as numbers(${outputs}, scale: none) }
    task b(trunk) { predict: d[b0..b${outputs - 1}] as numbers(${outputs}, scale: none) }
    train { optimizer: adam(rate: 0.0001); weighting: gradNorm(alpha: 0.12, rate: 0.01); batch: 100; epochs: 25; seed: 1 }`,
    { 'd.csv': table([1, sigma]) },
  );
  expect(end).toMatchObject({ status: 'completed', steps: 500 });
  const states = loadCheckpoint(join(folder, runFiles.checkpoint)).value!.states;
  const [first, second] = [...(states['weighting/weight'] as Float32Array)] as [number, number];
  expect(first + second).toBeCloseTo(2, 5);
  expect(Math.abs(first - (2 * sigma) / (1 + sigma))).toBeLessThan(tolerance);
});

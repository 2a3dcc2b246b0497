/** How changes are put together, by hand: weights of rows with labels, shortened changes, and the distribution of the noise. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../catalog';
import { Gathering } from '../../../trainer/src/federated/gathering';
import type { Travelling } from '../../../trainer/src/program/training-program';

const travelling: readonly Travelling[] = [
  { name: 'trunk', isTrained: true, tasks: ['a', 'b'], isByTask: false },
  { name: 'head', isTrained: true, tasks: ['b'], isByTask: false },
  { name: 'weighting', isTrained: true, tasks: ['a', 'b'], isByTask: true },
  { name: 'mean', isTrained: false, tasks: ['a', 'b'], isByTask: false },
];
const tasks = ['a', 'b'];
const model = {
  trunk: Float32Array.of(1, 2),
  head: Float32Array.of(0),
  weighting: Float32Array.of(0, 0),
  mean: Float32Array.of(10),
};
/** The change is that of each number. */
const made = (trunk: number, head: number, weighting: number, mean: number) => ({
  trunk: model.trunk.map((value) => value + trunk),
  head: model.head.map((value) => value + head),
  weighting: model.weighting.map((value) => value + weighting),
  mean: model.mean.map((value) => value + mean),
});
/** Rows with a label of task a, of b, and of either. */
const rows = (a: number, b: number, either: number) => (wanted: readonly string[]) =>
  wanted.length === 2 ? either : wanted[0] === 'a' ? a : b;

describe('without privacy', () => {
  it('weighs by the rows that have labels for each number', () => {
    const gathering = new Gathering(travelling, tasks, model);
    gathering.add(model, made(1, 1, 1, 1), rows(10, 5, 10));
    gathering.add(model, made(4, 3, 2, 0), rows(0, 15, 20));
    const means = gathering.means(0, 1);
    expect([...means['trunk']!]).toEqual([3, 3]);
    expect([...means['head']!]).toEqual([2.5]);
    expect([...means['weighting']!]).toEqual([1, 1.75]);
    expect(means['mean']![0]).toBeCloseTo(1 / 3, 12);
    // Root of 2 + 1 + 2, and of 2 16 + 9 + 2 4: what is gathered does not count.
    expect(gathering.told().length).toBeCloseTo((Math.sqrt(5) + 7) / 2, 12);
  });

  it('changes nothing that nobody has a label for', () => {
    const gathering = new Gathering(travelling, tasks, model);
    gathering.add(model, made(1, 1, 1, 1), rows(10, 0, 10));
    const means = gathering.means(0, 1);
    expect([...means['head']!]).toEqual([0]);
    expect([...means['weighting']!]).toEqual([1, 0]);
  });
});

const gaussian = (noise: number, expected: number) => ({
  declared: catalog.privacies.gaussian as never,
  args: { clip: 3.5, noise, delta: 1e-5 },
  expected,
});

it('with privacy all count alike, long changes are shortened, and the sum is divided by who is expected', () => {
  const gathering = new Gathering(travelling, tasks, model, gaussian(0, 4));
  gathering.add(model, made(1, 1, 1, 0), rows(10, 0, 10));
  gathering.add(model, made(4, 3, 2, 0), rows(1, 1, 1));
  const means = gathering.means(0, 1);
  // Lengths √5 and 7, of which 3.5 is half.
  expect([...means['trunk']!]).toEqual([(1 + 2) / 4, (1 + 2) / 4]);
  expect([...means['head']!]).toEqual([(1 + 1.5) / 4]);
  expect([...means['weighting']!]).toEqual([(1 + 1) / 4, (1 + 1) / 4]);
  expect(gathering.told().shortened).toBe(1);
});

it('noise is standard normal times noise and clip by who is expected, and another one in each round', () => {
  const count = 50_000;
  const large = { trunk: new Float32Array(count) };
  const noiseOf = (seed: number, round: number) => {
    const gathering = new Gathering([travelling[0]!], tasks, large, gaussian(2, 10));
    return gathering.means(seed, round)['trunk']!;
  };
  const [noise, next, other] = [noiseOf(1, 1), noiseOf(1, 2), noiseOf(2, 1)];
  const deviation = (2 * 3.5) / 10;
  const moment = (power: number) =>
    noise.reduce((sum, value) => sum + (value / deviation) ** power, 0) / count;
  // Four standard errors of each moment of a standard normal number.
  expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(count));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
  expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / count));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
  for (const another of [next, other]) {
    const product = noise.reduce((sum, value, index) => sum + value * another[index]!, 0);
    expect(Math.abs(product / count / deviation ** 2)).toBeLessThan(4 / Math.sqrt(count));
  }
  expect(noiseOf(1, 1)).toEqual(noise);
});

it('goes on from what was kept', () => {
  const whole = new Gathering(travelling, tasks, model);
  whole.add(model, made(1, 1, 1, 1), rows(10, 5, 10));
  const later = new Gathering(travelling, tasks, model);
  later.restore(whole.keep());
  for (const one of [whole, later]) one.add(model, made(4, 3, 2, 0), rows(0, 15, 20));
  expect(later.means(0, 1)).toEqual(whole.means(0, 1));
  expect(later.told()).toEqual(whole.told());
});

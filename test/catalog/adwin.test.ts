/** ADWIN against the implementation of river on fixed sequences: the same cuts, and the same window in the end (`fixtures/adwin.py`). */
import { describe, expect, it } from 'vitest';
import { adwin } from '../../catalog/common/adwin';
import expected from './fixtures/adwin.json';

function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

function stretches(seed: number, levels: readonly number[], length: number, draw: Draw): readonly number[] {
  const next = uniform(seed);
  return levels.flatMap((level) => Array.from({ length }, () => draw(level, next())));
}

type Draw = (level: number, number: number) => number;
const error: Draw = (share, number) => (number < share ? 1 : 0);
const loss: Draw = (level, number) => level * (0.5 + number);

const sequences: Readonly<
  Record<keyof typeof expected, readonly [values: readonly number[], delta: number]>
> = {
  errors: [stretches(7, [0.2, 0.6, 0.1], 700, error), 0.002],
  losses: [stretches(11, [0.4, 1.1, 0.3, 0.35], 500, loss), 0.002],
  'losses, loosely': [stretches(13, [0.4, 0.5, 0.4], 600, loss), 0.05],
  steady: [stretches(17, [0.3], 3000, error), 0.002],
};

describe.each(Object.entries(expected))('%s', (name, { cuts, width, mean, variance }) => {
  const [values, delta] = sequences[name as keyof typeof expected];
  const detector = adwin(delta);
  let window = detector.start;
  const found = values.flatMap((value, place) => {
    const { state, change } = detector.step(window, value);
    window = state;
    return change ? [place] : [];
  });

  it('cuts where river does', () => {
    expect(found).toEqual(cuts.map(([place]) => place));
  });

  it('ends with the same window', () => {
    expect(window.width).toBe(width);
    expect(window.total / window.width).toBeCloseTo(mean, 9);
    expect(window.squares).toBeCloseTo(variance, 9);
  });
});

it('tells the means on both sides of a cut', () => {
  const detector = adwin(0.002);
  let state = detector.start;
  const changes = [...Array<number>(200).fill(0.1), ...Array<number>(100).fill(0.9)].flatMap((value) => {
    const step = detector.step(state, value);
    state = step.state;
    return step.change ? [step.change] : [];
  });
  expect(changes).toHaveLength(1);
  expect(changes[0]!.before).toBeCloseTo(0.1, 9);
  expect(changes[0]!.after).toBeCloseTo(0.9, 9);
});

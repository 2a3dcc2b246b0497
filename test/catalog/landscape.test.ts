/** Walks on the landscape of two tasks (METHODS): who is stuck, who reaches the front, and who the point where both tasks gain alike. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { gradients, state } from '../../graph';
import { unroll } from '../support/unrolled';
import { evaluate } from './evaluate';
import { along, alongSum, lossesAt, walk, type Way } from './landscape';

const { mgda, pcgrad, cagrad, nashMtl } = catalog.weightings;
const starts = [
  [-8.5, 7.5],
  [-8.5, -5],
  [9, 9],
] as const;
const steps = 100_000;
const end = (way: Way) => starts.map((start) => walk(way, start, steps));
/** Where walks end when the first loss is counted ten times less, as it is, and ten times more. */
const places = (way: Way, start: readonly [number, number]) =>
  [0.1, 1, 10].map((scale) => walk(way, start, steps, scale).x[0]);

test('the landscape has its published optimum of the mean at (0, -8.3552)', () => {
  const x = state('x', [2]);
  const losses = lossesAt(x);
  const slopes = losses.map((loss) => gradients(loss, [x])[0]!);
  const [first, second, ofFirst, ofSecond] = evaluate([...losses, ...slopes], { x: [0, -8.3552] });
  expect([first![0], second![0]]).toEqual([expect.closeTo(-15.0916, 3), expect.closeTo(-15.0916, 3)]);
  expect(ofFirst![0]! + ofSecond![0]!).toBeCloseTo(0, 6);
  expect(ofFirst![1]! + ofSecond![1]!).toBeCloseTo(0, 4);
});

test('walks are those of the interpreter', () => {
  for (const way of [alongSum, along(cagrad, { c: 0.5 }), along(nashMtl, { longest: 1 })]) {
    const x = state('x', [2]);
    const next = way(lossesAt(x), x);
    const step = unroll({ states: { x: { source: x, next } } });
    for (const start of [...starts, [3, -2], [-1, 4]]) {
      const values = Float64Array.from(start);
      step(values, 1);
      expect([...values]).toEqual(
        evaluate([next], { x: start })[0]!.map((number) => expect.closeTo(number, 8)),
      );
    }
  }
});

describe('from (-8.5, 7.5), (-8.5, -5) and (9, 9)', () => {
  it('the sum of the losses is stuck twice', () => {
    const ends = end(alongSum);
    const isStuck = ends.map(({ losses: [a, b] }) => (a + b) / 2 > 0);
    expect(isStuck).toEqual([true, false, true]);
    expect(ends[1]!.x).toEqual([expect.closeTo(0, 2), expect.closeTo(-8.355, 2)]);
  });

  it('cagrad comes to the optimum of the mean each time', () => {
    for (const { x, losses } of end(along(cagrad, { c: 0.5 }))) {
      expect(Math.hypot(x[0], x[1] + 8.355)).toBeLessThan(0.02);
      expect(losses).toEqual([expect.closeTo(-15.0916, 2), expect.closeTo(-15.0916, 2)]);
    }
  });

  it.each([
    ['mgda', along(mgda, {}), -7],
    ['pcgrad', along(pcgrad, {}), -6.45],
  ])('%s comes to the front, at no point that both would choose', (_, way, measured) => {
    const ends = end(way);
    for (const { x } of ends) {
      expect(Math.abs(x[1] + 8.39)).toBeLessThan(0.06);
      expect(Math.abs(x[0])).toBeGreaterThan(1);
    }
    // The other two ways lead through a valley with a bottom so sharp that the last digits decide where they leave it.
    expect(ends[1]!.x[0]).toBeCloseTo(measured, 1);
  });
});

describe('when the first loss is counted ten times less or more', () => {
  it('nashMtl goes to the same place', () => {
    for (const place of places(along(nashMtl, { longest: 1 }), starts[0]))
      expect(place).toBeCloseTo(-2.92, 1);
  });

  it('the sum of the losses goes to where the scale takes it', () => {
    // Where s (x₁ - 7)² + (x₁ + 7)² is least: 7 (s - 1) / (s + 1).
    expect(places(alongSum, starts[1])).toEqual([-63 / 11, 0, 63 / 11].map((x) => expect.closeTo(x, 1)));
  });
});

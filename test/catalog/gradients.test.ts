/** Gradients through every declaration agree with finite differences, along random directions and in double precision. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { constant, gradients, multiply, sizeOf, sum } from '../../graph';
import { cases, type Case } from './cases';
import { prepare, sourcesOf, type SourceValues } from './evaluate';

/**
 * The furthest that the slope of a random sum of the first result, along random directions of its free sources, is from a
 * central difference.
 */
function gradientError({ title, results: [y], fixed, positive }: Case): number {
  // Each case has numbers of its own, which stay what they are when others come.
  const random = randomNumbers(7, title);
  const draw = (size: number): number[] => Array.from({ length: size }, () => 2 * random() - 1);
  const objective = sum(multiply(y!, constant(draw(sizeOf(y!.shape)), y!.shape)));
  const moved = sourcesOf([objective]).filter(([name]) => !(name in fixed));
  const value = prepare([objective]);
  const slopes = prepare(
    gradients(
      objective,
      moved.map(([, source]) => source),
    ),
  );
  const errors = [1, 2, 3].map(() => {
    const at = moved.map(([, { shape }]) => draw(sizeOf(shape)).map((x) => (positive ? 1.1 + x : x)));
    const direction = at.map(({ length }) => draw(length));
    const placed = (distance: number): SourceValues => ({
      ...fixed,
      ...Object.fromEntries(
        moved.map(([name], i) => [name, at[i]!.map((x, j) => x + distance * direction[i]![j]!)]),
      ),
    });
    const slope = slopes(placed(0))
      .flatMap((gradient, i) => gradient.map((g, j) => g * direction[i]![j]!))
      .reduce((total, each) => total + each);
    const [[ahead], [behind]] = [value(placed(1e-5)), value(placed(-1e-5))] as [[number[]], [number[]]];
    return Math.abs(slope - (ahead[0]! - behind[0]!) / 2e-5);
  });
  return Math.max(...errors);
}

describe('gradients of', () => {
  it.each(cases.filter(({ trained }) => trained))('$title', (built) => {
    expect(gradientError(built)).toBeLessThan(1e-6);
  });
});

test('every layer reads one of the shapes', () => {
  const read = new Set(cases.map(({ title }) => /^layer (\w+)/.exec(title)?.[1]));
  expect(Object.keys(catalog.layers).filter((name) => !read.has(name))).toEqual([]);
});

/** Gradients through every declaration agree with finite differences, along random directions and in double precision. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { randomNumbers } from '../../catalog/model/random-numbers';
import {
  constant,
  feed,
  gradients,
  multiply,
  orderNodes,
  sizeOf,
  substitute,
  sum,
  type Tensor,
} from '../../graph';
import type { Case } from './case';
import { cases } from './cases';
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
  const held = holdStopped(objective);
  const value = prepare([held.objective]);
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
    const stopped = held.values(placed(0));
    const objectiveAt = (distance: number) => value({ ...placed(distance), ...stopped })[0]!;
    const [ahead, behind] = [objectiveAt(1e-5), objectiveAt(-1e-5)];
    return Math.abs(slope - (ahead[0]! - behind[0]!) / 2e-5);
  });
  return Math.max(...errors);
}

/** What no gradient passes stays as it is while the sources move: a source of its own stands for it, with the value that it has at first. */
function holdStopped(objective: Tensor) {
  const stopped = orderNodes([objective]).filter(({ op }) => op === 'stopGradient');
  const tensors = stopped.map(({ outputs }) => outputs[0]!);
  const names = tensors.map((_, at) => `stopped/${at}`);
  const replacements = new Map(tensors.map((tensor, at) => [tensor, feed(names[at]!, tensor.shape)]));
  const compute = prepare(tensors);
  return {
    objective: substitute([objective], replacements)[0]!,
    values: (at: SourceValues): SourceValues =>
      Object.fromEntries(compute(at).map((numbers, i) => [names[i]!, numbers])),
  };
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

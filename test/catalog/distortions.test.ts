/** What distortions leave of rows: what is moved, taken from another row, covered or forgotten, and how much of it. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { distortImages, forgetWords, swapNumbers } from '../../catalog/common/distortions';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { constant, sizeOf, type Shape, type Tensor } from '../../graph';
import { evaluate } from './evaluate';
import { call } from './plans';

/** Draws numbers by name, the same for the same name. */
const draw = (name: string, shape: Shape): Tensor => {
  const random = randomNumbers(3, name);
  return constant(
    Array.from({ length: sizeOf(shape) }, () => random()),
    shape,
  );
};
/** Draws this number, whatever it is for. */
const always = (value: number) => (_: string, shape: Shape) => constant(value, shape);

const numbered = (shape: Shape): Tensor =>
  constant(
    Array.from({ length: sizeOf(shape) }, (_, index) => index + 1),
    shape,
  );
const valuesOf = (x: Tensor) => evaluate([x], {})[0]!;

describe.each([
  ['weak', 0.05],
  ['strong', 0.3],
] as const)('%s', (strength, share) => {
  it('numbers are those of the row before, as often as it is meant to be', () => {
    const [rows, columns] = [40, 100];
    const swapped = valuesOf(swapNumbers(numbered([rows, columns]), strength, draw));
    const others = swapped.flatMap((value, index) => (value === index + 1 ? [] : [value - (index + 1)]));
    expect(others.length / swapped.length).toBeGreaterThan(share * 0.85);
    expect(others.length / swapped.length).toBeLessThan(share * 1.15);
    // The row before, and for the first row the last one.
    expect(others.every((by) => by === -columns || by === (rows - 1) * columns)).toBe(true);
  });

  it('words are unknown as often, and what fills a text up stays', () => {
    const ids = Array.from({ length: 4000 }, (_, index) => (index % 4 === 3 ? 0 : 2 + (index % 50)));
    const left = valuesOf(forgetWords(constant(ids, [40, 100]), strength, draw));
    const forgotten = left.filter((id, index) => id !== ids[index]);
    expect(forgotten.every((id) => id === 1)).toBe(true);
    expect(left.every((id, index) => ids[index] !== 0 || id === 0)).toBe(true);
    expect(forgotten.length / 3000).toBeGreaterThan(share * 0.85);
    expect(forgotten.length / 3000).toBeLessThan(share * 1.15);
  });
});

test('the steps of a sequence are swapped as a whole', () => {
  const swapped = valuesOf(swapNumbers(numbered([2, 50, 3]), 'strong', draw, [2, 50, 1]));
  for (let step = 0; step < 100; step++) {
    const by = [0, 1, 2].map((feature) => swapped[3 * step + feature]! - (3 * step + feature + 1));
    expect(new Set(by).size).toBe(1);
  }
});

/** Of an image of 8 columns. */
const at = (values: readonly number[], row: number, column: number) => values[8 * row + column];

describe('images', () => {
  const x = numbered([1, 16, 8, 1]);

  it('are moved by an eighth of each side at most, and what comes in is 0', () => {
    // The lowest number moves down and right, by 2 of 16 rows and 1 of 8 columns; the highest up and left; one in the middle not at all.
    const down = valuesOf(distortImages(x, 'weak', always(0)));
    expect([at(down, 2, 1), at(down, 1, 5), at(down, 5, 0)]).toEqual([1, 0, 0]);
    const up = valuesOf(distortImages(x, 'weak', always(0.999)));
    expect([at(up, 0, 0), at(up, 15, 3), at(up, 3, 7)]).toEqual([at(valuesOf(x), 2, 1), 0, 0]);
    expect(valuesOf(distortImages(x, 'weak', always(0.5)))).toEqual(valuesOf(x));
  });

  it('are brightened and covered by half of each side where it is to be strong', () => {
    const strong = valuesOf(distortImages(x, 'strong', always(0.5)));
    const covered = strong.map((value) => value === 0);
    expect(covered.filter(Boolean)).toHaveLength(8 * 4);
    expect([at(strong, 3, 4), at(strong, 4, 4), at(strong, 11, 4), at(strong, 12, 4)]).toEqual([
      at(valuesOf(x), 3, 4),
      0,
      0,
      at(valuesOf(x), 12, 4),
    ]);
    const dark = valuesOf(
      distortImages(x, 'strong', (name, shape) => constant(name === 'brighten' ? 0 : 0.5, shape)),
    );
    expect(at(dark, 0, 0)).toBe(0.5);
  });

  it('too small to be moved stay where they are', () => {
    expect(valuesOf(distortImages(numbered([2, 4, 4, 1]), 'weak', draw))).toEqual(
      valuesOf(numbered([2, 4, 4, 1])),
    );
  });
});

test('colours of a pixel are moved together', () => {
  const { args } = call('inputs', 'image(8, 8, channels: 3)');
  const fed = numbered([1, 3, 8, 8]);
  const moved = valuesOf(catalog.inputs.image.distort(args as never, fed, 'weak', always(0)));
  // Pixel by pixel, as columns are fed: the second pixel of the second line is the first of the first.
  expect(moved.slice(3 * 9, 3 * 10)).toEqual([1, 2, 3]);
});

/** The loss of rectangles against areas worked out by hand. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { feed, gradients, sum } from '../../graph';
import { evaluate } from './evaluate';

const output = feed('output', [1, 4]);
const loss = (anchor: 'corner' | 'centre') =>
  catalog.losses.iou.build({ anchor }, output, feed('label', [1, 4]));
const label = [0, 0, 4, 2];

describe('one minus the generalised overlap', () => {
  it.each<[string, 'corner' | 'centre', readonly number[], number]>([
    ['the same rectangle', 'corner', [0, 0, 4, 2], 0],
    ['half of it', 'corner', [0, 0, 2, 2], 1 / 2],
    // Shares 4 of 12 that are covered, and both fill what encloses them.
    ['moved along', 'corner', [2, 0, 4, 2], 2 / 3],
    // Shares nothing; 16 are covered of the 40 that enclose both.
    ['elsewhere', 'corner', [0, 8, 4, 2], 1 + 24 / 40],
    ['around a common centre', 'centre', [0, 0, 2, 2], 1 / 2],
    // Nothing is covered but the label, which also encloses both; the size is 3 below zero.
    ['a size below zero', 'corner', [0, 0, -3, 2], 1 + 3],
  ])('%s', (_, anchor, values, wanted) => {
    expect(evaluate([loss(anchor)], { output: values, label })[0]).toEqual([expect.closeTo(wanted, 9)]);
  });
});

it('draws rectangles that do not touch towards each other, and sizes below zero back', () => {
  const [slope] = gradients(sum(loss('corner')), [output]);
  const [apart] = evaluate([slope!], { output: [0, 8, 4, 2], label });
  expect(apart![1]).toBeGreaterThan(0);
  const [below] = evaluate([slope!], { output: [0, 0, -3, 2], label });
  expect(below![2]).toBeCloseTo(-1, 9);
});

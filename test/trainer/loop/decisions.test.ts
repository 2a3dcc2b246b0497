/** The small decisions of the loop: when a plateau is reached, and how many steps run in one call. */
import { describe, expect, it } from 'vitest';
import { createGroupSize } from '../../../trainer/src/loop/group-size';
import { watchPlateau } from '../../../trainer/src/loop/plateau';

describe('a plateau', () => {
  it.each([
    { better: 'lower', values: [3, 2, 2.5, 2, 1], patience: 2, over: 4, best: 2 },
    { better: 'higher', values: [0.5, 0.4, 0.3, 0.9], patience: 2, over: 3, best: 1 },
    { better: 'higher', values: [null, null, 0.9], patience: 2, over: 2, best: 0 },
    { better: 'lower', values: [3, 2, 1, 0.5], patience: 1, over: null, best: 4 },
  ] as const)('$values of $better, patience $patience', ({ better, values, patience, over, best }) => {
    const plateau = watchPlateau(better, patience, 0);
    const end = values.findIndex((value, index) => {
      plateau.improves(value, index + 1);
      return plateau.isOver(index + 1);
    });
    expect(end < 0 ? null : end + 1).toBe(over);
    expect(plateau.best).toBe(best);
  });
});

describe('the size of a group', () => {
  it('grows to what a call can do in 150 ms, at most doubling and at most 50', () => {
    const size = createGroupSize();
    const sizes = Array.from({ length: 8 }, () => {
      size.learn(size.steps, size.steps * 1);
      return size.steps;
    });
    expect(sizes).toEqual([2, 4, 8, 16, 32, 50, 50, 50]);
  });

  it('shrinks at once when steps are slow, and never below one', () => {
    const size = createGroupSize();
    for (let i = 0; i < 6; i++) size.learn(size.steps, size.steps);
    size.learn(50, 50 * 30);
    expect(size.steps).toBe(5);
    size.learn(5, 5 * 1000);
    expect(size.steps).toBe(1);
  });
});

/** Which rows each network of a pair learns where the other one chooses them, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { coTeaching } from '../../catalog/cotraining/co-teaching';
import type { TeachingStep } from '../../catalog/declaration';
import { constant, feed } from '../../graph';
import { evaluate } from './evaluate';

describe('co-teaching', () => {
  const count = 6;
  // It looks at nothing else of a step.
  const step = {
    epoch: feed('epoch', []),
    losses: [feed('left', [count]), feed('right', [count])],
    // The last row has no label.
    labelled: constant([1, 1, 1, 1, 1, 0], [count]),
  } as unknown as TeachingStep;
  const losses = { left: [5, 1, 2, 2, 9, 0.1], right: [1, 7, 3, 2, 0.5, 0.1] };
  /** What the losses of each network are multiplied with. */
  const teach = (epoch: number, forget = 0.4, ramp = 4, now = step) =>
    evaluate([...coTeaching.teach({ forget, ramp }, now).losses!], { ...losses, epoch: [epoch] }).map(
      (descended, k) => descended.map((loss, row) => loss / Object.values(losses)[k]![row]!),
    );

  it('learns every row at first, and each as it is', () => {
    expect(teach(0)).toEqual([
      [1, 1, 1, 1, 1, 0],
      [1, 1, 1, 1, 1, 0],
    ]);
  });

  it('keeps the rows of the smallest losses of the other network, of equal ones the first, as a mean over them', () => {
    // R = min(.1 t, .4): three of five rows from epoch 4 on.
    const last = [
      [5 / 3, 0, 0, 5 / 3, 5 / 3, 0],
      [0, 5 / 3, 5 / 3, 5 / 3, 0, 0],
    ];
    for (const epoch of [4, 40]) {
      for (const [k, weights] of teach(epoch).entries())
        for (const [row, weight] of weights.entries()) expect(weight).toBeCloseTo(last[k]![row]!, 6);
    }
    // Half way (1 - .2) 5 = 4 rows are kept.
    expect(teach(2).map((weights) => weights.filter((weight) => weight > 0).length)).toEqual([4, 4]);
  });

  it('keeps a row however many are to be left out', () => {
    expect(teach(10, 0.99, 1)).toEqual([
      [0, 0, 0, 0, 5, 0],
      [0, 5, 0, 0, 0, 0],
    ]);
  });

  it('has nothing to weigh in a batch without labels', () => {
    const weights = teach(9, 0.4, 4, { ...step, labelled: constant(0, [count]) });
    expect(weights.flat().every((weight) => weight === 0)).toBe(true);
  });
});

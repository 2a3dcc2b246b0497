/** How epochs are cut into groups: every row once an epoch, whatever the size of the groups. */
import { describe, expect, it } from 'vitest';
import { StepGroups, type Epochs } from '../../../trainer/src/loop/step-groups';

const epochs: Epochs = { rows: 10, batch: 4, first: 1, end: 4, spans: true };

function collect(change: Partial<Epochs>, most: number) {
  const groups = new StepGroups({ ...epochs, ...change });
  const all = [];
  for (let group = groups.next(most); group; group = groups.next(most)) all.push(group);
  return all;
}

describe.each([1, 2, 3, 5, 100])('in groups of up to %d', (most) => {
  it.each([true, false])('spanning epochs: %s', (spans) => {
    const groups = collect({ spans }, most);
    expect(Math.max(...groups.map(({ steps }) => steps))).toBeLessThanOrEqual(Math.min(most, spans ? 9 : 3));
    const segments = groups.flatMap((group) => group.segments);
    // The same rows for each step as step by step: all batches are full but the last one of an epoch.
    const rowsOfSteps = segments.flatMap(({ rows, steps }) =>
      Array.from({ length: steps }, (_, step) => Math.min(4, rows - 4 * step)),
    );
    expect(rowsOfSteps).toEqual([4, 4, 2, 4, 4, 2, 4, 4, 2]);
    expect(segments.filter(({ endsEpoch }) => endsEpoch).map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(groups.map(({ steps }) => steps)).toEqual(
      groups.map((group) => group.segments.reduce((sum, { steps }) => sum + steps, 0)),
    );
  });
});

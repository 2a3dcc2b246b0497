/** How epochs are cut into groups: every row once an epoch, whatever the size of the groups. */
import { describe, expect, it } from 'vitest';
import { padding, StepGroups, type Epochs } from '../../../trainer/src/loop/step-groups';

const epochs: Epochs = {
  rows: Int32Array.from({ length: 10 }, (_, row) => row + 100),
  batch: 4,
  seed: 3,
  first: 1,
  end: 4,
  spans: true,
};

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
    // The same rows in the same order as step by step.
    const steps = collect({}, 1);
    expect(groups.flatMap(({ rows }) => [...rows])).toEqual(steps.flatMap(({ rows }) => [...rows]));
    const ends = groups.flatMap(({ segments }) => segments.filter(({ endsEpoch }) => endsEpoch));
    expect(ends.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(groups.flatMap(({ segments }) => segments).reduce((sum, { rows }) => sum + rows, 0)).toBe(30);
  });
});

it('takes every row once an epoch, fills up the last batch, and shuffles each epoch differently', () => {
  const [first, second] = collect({ spans: false }, 100);
  expect([...first!.rows].filter((row) => row !== padding).toSorted()).toEqual([...epochs.rows]);
  expect([...first!.rows].slice(10)).toEqual([padding, padding]);
  expect(second!.rows).not.toEqual(first!.rows);
  expect(collect({ seed: 4 }, 100)[0]!.rows).not.toEqual(first!.rows);
});

/** Labels that are passed to all networks, to some of them, and anew; and the way into a checkpoint and back. */
import { describe, expect, it, test } from 'vitest';
import {
  addLabels,
  addLabelsApart,
  keepLabels,
  restoreLabels,
  setApart,
} from '../../../trainer/src/cotrain/passed-labels';
import type { TaskLabels } from '../../../trainer/src/rows/training-rows';

/** Five rows, of which the first has a label. */
const truth: TaskLabels = {
  values: Float32Array.of(3, 0, 0, 0, 0),
  width: 1,
  mask: Uint8Array.of(1, 0, 0, 0, 0),
};
const pool = Int32Array.of(1, 2, 3, 4);
const pair = ['left', 'right'];
const passed = (row: number, label: number, ...to: number[]) => ({ row, label: [label], confidence: 1, to });

/** Row and label of each network. */
const ownOf = ({ own }: TaskLabels) =>
  Object.fromEntries(
    Object.entries(own!).map(([network, { values, mask }]) => [
      network,
      [...mask.entries()].flatMap(([row, has]) => (has ? [`${row}:${values[row]}`] : [])),
    ]),
  );

test('a label for all networks is one of the task', () => {
  const labels = addLabels(truth, [passed(2, 7)], pool);
  expect([...labels.values]).toEqual([3, 0, 0, 7, 0]);
  expect([...labels.mask]).toEqual([1, 0, 0, 1, 0]);
  expect([...truth.mask]).toEqual([1, 0, 0, 0, 0]);
});

describe('labels for some networks', () => {
  const start = setApart(truth, ['left', 'other', 'right']);
  const once = addLabelsApart(start, [passed(0, 5, 0), passed(1, 6, 1), passed(2, 7, 0, 1)], pool, pair);

  it('go to those networks of the pair, and the task has one where any network has', () => {
    expect(ownOf(once)).toEqual({
      left: ['0:3', '1:5', '3:7'],
      other: ['0:3'],
      right: ['0:3', '2:6', '3:7'],
    });
    expect([...once.mask]).toEqual([1, 1, 1, 1, 0]);
    expect([...once.values]).toEqual([3, 5, 6, 7, 0]);
  });

  it('add up, or take the place of what the network was passed before', () => {
    const more = [passed(3, 9, 0)];
    expect(ownOf(addLabelsApart(once, more, pool, pair))['left']).toEqual(['0:3', '1:5', '3:7', '4:9']);
    const anew = addLabelsApart(once, more, pool, pair, truth);
    expect(ownOf(anew)).toEqual({ left: ['0:3', '4:9'], other: ['0:3'], right: ['0:3', '2:6', '3:7'] });
  });

  it('come back from a checkpoint as they were', () => {
    const kept = keepLabels(once, pool);
    expect(kept.map(({ rows }) => [...rows])).toEqual([[1, 3], [], [2, 3]]);
    const restored = restoreLabels(start, kept);
    expect(ownOf(restored)).toEqual(ownOf(once));
    expect([restored.values, restored.mask]).toEqual([once.values, once.mask]);
    const common = addLabels(truth, [passed(2, 7)], pool);
    expect(restoreLabels(truth, keepLabels(common, pool))).toEqual(common);
  });
});

/** Labels that are passed to all networks, to some of them, and anew; and the way into a checkpoint and back. */
import { describe, expect, it, test } from 'vitest';
import { addLabels, keepLabels, restoreLabels } from '../../../trainer/src/cotrain/passed-labels';
import { joinOwn, setApart } from '../../../trainer/src/rows/own-labels';
import type { TaskLabels } from '../../../trainer/src/rows/training-rows';

/** Five rows, of which the first has a label. */
const truth: TaskLabels = {
  values: Float32Array.of(3, 0, 0, 0, 0),
  width: 1,
  mask: Uint8Array.of(1, 0, 0, 0, 0),
};
const pool = Int32Array.of(1, 2, 3, 4);
const pair = ['left', 'right'];
const toAll = { pair, start: truth, anew: false };
const label = (row: number, value: number) => ({ row, label: [value], confidence: 1 });
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
  const labels = addLabels(truth, [label(2, 7)], pool, toAll);
  expect([...labels.values]).toEqual([3, 0, 0, 7, 0]);
  expect([...labels.mask]).toEqual([1, 0, 0, 1, 0]);
  expect([...truth.mask]).toEqual([1, 0, 0, 0, 0]);
});

describe('labels for some networks', () => {
  const start = setApart(truth, ['left', 'other', 'right']);
  const some = { pair, start, anew: false };
  const once = addLabels(start, [passed(0, 5, 0), passed(1, 6, 1), passed(2, 7, 0, 1)], pool, some);

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
    expect(ownOf(addLabels(once, more, pool, some))['left']).toEqual(['0:3', '1:5', '3:7', '4:9']);
    const anew = addLabels(once, more, pool, { ...some, anew: true });
    expect(ownOf(anew)).toEqual({ left: ['0:3', '4:9'], other: ['0:3'], right: ['0:3', '2:6', '3:7'] });
  });

  it('come back from a checkpoint as they were', () => {
    const kept = keepLabels(once, pool);
    expect(kept.map(({ rows }) => [...rows])).toEqual([[1, 3], [], [2, 3]]);
    const restored = restoreLabels(start, kept);
    expect(ownOf(restored)).toEqual(ownOf(once));
    expect([restored.values, restored.mask]).toEqual([once.values, once.mask]);
    const common = addLabels(truth, [label(2, 7)], pool, toAll);
    expect(restoreLabels(truth, keepLabels(common, pool))).toEqual(common);
  });
});

describe('labels that networks have of data sets of their own', () => {
  /** The first row has a label for the left network, the second one for the right, and the third for both. */
  const data: TaskLabels = {
    values: Float32Array.of(3, 4, 8, 0, 0),
    width: 1,
    mask: Uint8Array.of(1, 1, 1, 0, 0),
  };
  const start = joinOwn(data, {
    left: { values: Float32Array.of(3, 0, 8, 0, 0), mask: Uint8Array.of(1, 0, 1, 0, 0) },
    right: { values: Float32Array.of(0, 4, 8, 0, 0), mask: Uint8Array.of(0, 1, 1, 0, 0) },
  });
  const rows = Int32Array.of(0, 1, 3, 4);

  it('are those of the task where one has them', () => {
    expect([...start.mask]).toEqual([1, 1, 1, 0, 0]);
    expect([...start.values]).toEqual([3, 4, 8, 0, 0]);
  });

  it('are not written over, and the networks that lack one learn what is passed on', () => {
    const passing = { pair, start, anew: false };
    const labels = addLabels(start, [label(0, 5), label(1, 6), label(2, 7)], rows, passing);
    expect(ownOf(labels)).toEqual({
      left: ['0:3', '1:6', '2:8', '3:7'],
      right: ['0:5', '1:4', '2:8', '3:7'],
    });
    expect([...labels.values]).toEqual([3, 4, 8, 7, 0]);
    const restored = restoreLabels(start, keepLabels(labels, rows));
    expect(restored).toEqual(labels);
  });

  it('stay when a network gives back what it was passed', () => {
    const passing = { pair, start, anew: true };
    const once = addLabels(start, [passed(1, 6, 0), passed(2, 7, 0)], rows, passing);
    const again = addLabels(once, [passed(0, 9, 0, 1), passed(3, 2, 0)], rows, passing);
    expect(ownOf(again)).toEqual({ left: ['0:3', '2:8', '4:2'], right: ['0:9', '1:4', '2:8'] });
  });
});

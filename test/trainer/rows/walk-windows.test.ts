/** A walk over windows: portions over their borders, the next one read ahead, and failures told to whoever comes for them. */
import { expect, it } from 'vitest';
import type { EncodedRows } from '../../../trainer/src/rows/row-store';
import { walkWindows, type Window } from '../../../trainer/src/rows/walk-windows';

const rows: EncodedRows = { inputs: [], tasks: [] };

/** Windows of the given rows, and what happened to them. */
function openWindows(...orders: readonly (readonly number[])[]) {
  const happened: string[] = [];
  const windows = orders.map((order, index) => async (): Promise<Window> => {
    happened.push(`open ${index}`);
    return { rows, order: Int32Array.from(order), release: () => void happened.push(`release ${index}`) };
  });
  return { walk: (skip?: number) => walkWindows(windows.values(), skip), happened };
}

const chosen = (slices: readonly { readonly chosen: Int32Array }[]) =>
  slices.map((slice) => [...slice.chosen]);

it('hands out rows over the borders of windows, also of empty ones', async () => {
  const walk = openWindows([1, 2, 3], [], [4], [5, 6]).walk();
  expect(chosen(await walk.take(2))).toEqual([[1, 2]]);
  expect(chosen(await walk.take(3))).toEqual([[3], [4], [5]]);
  expect(chosen(await walk.take(1))).toEqual([[6]]);
  await expect(walk.take(1)).rejects.toThrow('no more rows');
});

it('leaves out rows that were learned from before', async () => {
  const walk = openWindows([1, 2, 3], [4, 5]).walk(4);
  expect(chosen(await walk.take(1))).toEqual([[5]]);
});

it('opens the next window while this one is used, and releases one only when its rows are used up', async () => {
  const { walk: begin, happened } = openWindows([1, 2], [3, 4], [5, 6]);
  const walk = begin();
  await walk.take(1);
  expect(happened).toEqual(['open 0']);
  await walk.take(1);
  expect(happened).toEqual(['open 0', 'open 1']);
  // Rows of both windows are handed out together: the first may not be read into before the next call.
  await walk.take(1);
  expect(happened).toEqual(['open 0', 'open 1']);
  await walk.take(1);
  expect(happened).toEqual(['open 0', 'open 1', 'release 0', 'open 2']);
});

it('tells of a window that cannot be read when its rows are asked for, and not before', async () => {
  const windows = [
    async (): Promise<Window> => ({ rows, order: Int32Array.of(1, 2) }),
    async (): Promise<Window> => Promise.reject(new Error('the disk is gone')),
  ];
  const walk = walkWindows(windows.values());
  await walk.take(1);
  await walk.take(1);
  await new Promise(setImmediate);
  await expect(walk.take(1)).rejects.toThrow('the disk is gone');
});

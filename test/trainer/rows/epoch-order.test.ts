/** The order of an epoch: every row once, from many places at a time, the same for the same seed. */
import { describe, expect, it } from 'vitest';
import { shuffleWindow, windowsOf, type Blocks } from '../../../trainer/src/rows/epoch-order';

const blocks: Blocks = { rows: 1000, rowsOfBlock: 7, blocksOfWindow: 16 };

describe('windows', () => {
  it('have every block once, in ascending order, and are as even as they can be', () => {
    const windows = windowsOf(blocks, 3, 1);
    expect(windows.length).toBe(9);
    for (const window of windows) {
      expect([15, 16]).toContain(window.length);
      expect(window).toEqual(window.toSorted());
    }
    expect(windows.flatMap((window) => [...window]).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 143 }, (_, block) => block),
    );
  });

  it('are others in another epoch and with another seed, and the same for the same two', () => {
    expect(windowsOf(blocks, 3, 1)).toEqual(windowsOf(blocks, 3, 1));
    expect(windowsOf(blocks, 3, 2)).not.toEqual(windowsOf(blocks, 3, 1));
    expect(windowsOf(blocks, 4, 1)).not.toEqual(windowsOf(blocks, 3, 1));
  });

  it('are one for a part that fits, whatever the seed', () => {
    const small = { ...blocks, rows: 16 * 7 };
    const all = Int32Array.from({ length: 16 }, (_, block) => block);
    expect(windowsOf(small, 1, 1)).toEqual([all]);
    expect(windowsOf(small, 2, 5)).toEqual([all]);
    expect(windowsOf({ ...blocks, rows: 0 }, 1, 1)).toEqual([]);
  });
});

describe('a window', () => {
  const rows = Int32Array.from({ length: 10 }, (_, row) => row + 100);

  it('is shuffled row by row, differently in each epoch, each place and by each seed', () => {
    const first = shuffleWindow(rows, 3, 1, 0);
    expect(first.toSorted()).toEqual(rows);
    expect(first).not.toEqual(rows);
    expect(shuffleWindow(rows, 3, 1, 0)).toEqual(first);
    for (const other of [
      shuffleWindow(rows, 3, 2, 0),
      shuffleWindow(rows, 3, 1, 1),
      shuffleWindow(rows, 4, 1, 0),
    ]) {
      expect(other).not.toEqual(first);
    }
  });
});

/** Walks over rows window after window, and has the next window read while the rows of this one are used. */
import type { EncodedRows, RowSlice, RowWalk } from './row-store';

/** Rows to take, in their order, out of those that lie beside them. */
export interface Window {
  readonly rows: EncodedRows;
  readonly order: Int32Array;
  /** Says that nobody looks at the rows any more. */
  release?(): void;
}

/** Each of `windows` opens one window; the first `skip` rows are left out. */
export function walkWindows(windows: Iterator<() => Promise<Window>>, skip = 0): RowWalk {
  let window: Window | undefined;
  let taken = 0;
  let ahead: Promise<Window> | undefined;
  let over: Window[] = [];

  /** A failure is told to whoever needs the window, and to no one if nobody comes for it. */
  function readAhead(): void {
    ahead ??= windows.next().value?.();
    ahead?.catch(() => undefined);
  }

  async function advance(): Promise<Window> {
    readAhead();
    if (!ahead) throw new Error('a walk has no more rows');
    if (window) over.push(window);
    window = await ahead;
    ahead = undefined;
    taken = 0;
    return window;
  }

  async function slice(count: number): Promise<RowSlice[]> {
    // What was taken before is not looked at any more: its place is free for the window that is read ahead.
    for (const each of over) each.release?.();
    over = [];
    if (window) readAhead();
    const slices: RowSlice[] = [];
    for (let left = count; left > 0;) {
      const { rows, order } = window && taken < window.order.length ? window : await advance();
      const chosen = order.subarray(taken, taken + left);
      if (chosen.length > 0) slices.push({ rows, chosen });
      taken += chosen.length;
      left -= chosen.length;
    }
    return slices;
  }

  return {
    async take(count) {
      if (skip > 0) await slice(skip);
      skip = 0;
      return slice(count);
    },
  };
}

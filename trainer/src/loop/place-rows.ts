/** Takes rows from a walk and gives them their places in batches. */
import type { RowSlice, RowWalk } from '../rows/row-store';
import type { Segment } from './step-groups';

/** `place` is that of the first row, counted through all batches of a group. */
export interface PlacedRows extends RowSlice {
  readonly place: number;
}

/**
 * The rows of each segment begin with a batch of their own; what fills up the last batch of an epoch stays free. Batches lie `apart` places
 * from each other, where something else follows each of them.
 */
export async function placeRows(
  walk: RowWalk,
  segments: readonly Pick<Segment, 'rows' | 'steps'>[],
  batch: number,
  apart = batch,
): Promise<readonly PlacedRows[]> {
  const placed: PlacedRows[] = [];
  let begin = 0;
  for (const { rows, steps } of segments) {
    let taken = 0;
    for (const { rows: from, chosen } of await walk.take(rows)) {
      // Side by side if nothing is between them, else batch after batch.
      for (let start = 0; start < chosen.length;) {
        const [step, within] = [Math.floor(taken / batch), taken % batch];
        const count = apart === batch ? chosen.length - start : batch - within;
        const part = chosen.subarray(start, start + count);
        placed.push({ rows: from, chosen: part, place: begin + step * apart + within });
        start += part.length;
        taken += part.length;
      }
    }
    begin += steps * apart;
  }
  return placed;
}

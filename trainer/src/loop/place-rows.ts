/** Takes rows from a walk and gives them their places in batches. */
import type { RowSlice, RowWalk } from '../rows/row-store';
import type { Segment } from './step-groups';

/** `place` is that of the first row, counted through all batches of a group. */
export interface PlacedRows extends RowSlice {
  readonly place: number;
}

/** The rows of each segment begin with a batch of their own; what fills up the last batch of an epoch stays free. */
export async function placeRows(
  walk: RowWalk,
  segments: readonly Pick<Segment, 'rows' | 'steps'>[],
  batch: number,
): Promise<readonly PlacedRows[]> {
  const placed: PlacedRows[] = [];
  let begin = 0;
  for (const { rows, steps } of segments) {
    let place = begin;
    for (const slice of await walk.take(rows)) {
      placed.push({ ...slice, place });
      place += slice.chosen.length;
    }
    begin += steps * batch;
  }
  return placed;
}

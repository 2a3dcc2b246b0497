/** Puts rows into the feeds of a program. */
import type { Program } from '../../../graph/program';
import type { Values } from '../executors/executor';
import { countedFeed, labelFeed, maskFeed } from '../program/subject';
import { copyRows } from '../rows/encoded-rows';
import type { EncodedRows, RowStore } from '../rows/row-store';
import type { PlacedRows } from './place-rows';

/**
 * The inputs that the program takes, and labels and masks in the order of the tasks, of all `places` of some batches. Places
 * without a row are zero, in the masks too, so that they do not count.
 */
export function fillFeeds(
  program: Program,
  { inputs, tasks }: Pick<RowStore, 'inputs' | 'tasks'>,
  placed: readonly PlacedRows[],
  places: number,
): Record<string, Values> {
  const feeds: Record<string, Values> = {};
  const fill = (width: number, read: (rows: EncodedRows) => Float32Array | Uint8Array) => {
    const values = new Float32Array(places * width);
    for (const { rows, chosen, place } of placed) copyRows(read(rows), width, chosen, values, place);
    return values;
  };
  for (const [index, { name, columns }] of inputs.entries()) {
    const feed = `input/${name}`;
    if (program.feeds[feed]) feeds[feed] = fill(columns.length, (rows) => rows.inputs[index]!.values);
  }
  for (const [index, { name, width }] of tasks.entries()) {
    feeds[labelFeed(name)] = fill(width, (rows) => rows.tasks[index]!.values);
    feeds[maskFeed(name)] = fill(1, (rows) => rows.tasks[index]!.mask);
  }
  if (program.feeds[countedFeed]) {
    const counted = new Float32Array(places);
    for (const { chosen, place } of placed) counted.fill(1, place, place + chosen.length);
    feeds[countedFeed] = counted;
  }
  return feeds;
}

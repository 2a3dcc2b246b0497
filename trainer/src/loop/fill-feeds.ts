/** Puts rows into the feeds of a program. */
import type { Program } from '../../../graph/program';
import type { Values } from '../executors/executor';
import { countedFeed, labelFeed, maskFeed } from '../program/subject';
import type { TaskLabels, TrainingRows } from '../rows/training-rows';
import { padding } from './step-groups';

/**
 * The inputs that the program takes, and labels and masks in the order of the tasks. `chosen` holds the row of each place in
 * the batches, one batch after the other; places of `padding` are zero, in the masks too, so that they do not count.
 */
export function fillFeeds(
  program: Program,
  rows: TrainingRows,
  labels: readonly TaskLabels[],
  chosen: Int32Array,
): Record<string, Values> {
  const feeds: Record<string, Values> = {};
  for (const { name, columns, values } of rows.inputs) {
    const feed = `input/${name}`;
    if (program.feeds[feed]) feeds[feed] = pickRows(values, columns.length, chosen);
  }
  for (const [index, { name }] of rows.tasks.entries()) {
    const { values, width, mask } = labels[index]!;
    feeds[labelFeed(name)] = pickRows(values, width, chosen);
    feeds[maskFeed(name)] = pickRows(mask, 1, chosen);
  }
  if (program.feeds[countedFeed]) {
    feeds[countedFeed] = Float32Array.from(chosen, (row) => (row === padding ? 0 : 1));
  }
  return feeds;
}

/** [places, width]. */
function pickRows(values: Float32Array | Uint8Array, width: number, chosen: Int32Array): Float32Array {
  const picked = new Float32Array(chosen.length * width);
  for (let place = 0; place < chosen.length; place++) {
    const row = chosen[place]!;
    if (row !== padding) picked.set(values.subarray(row * width, (row + 1) * width), place * width);
  }
  return picked;
}

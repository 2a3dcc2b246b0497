/** Puts rows into the feeds of a program: batch after batch, the last one filled up with rows that do not count. */
import type { Program } from '../../../graph/program';
import type { Values } from '../executors/executor';
import { labelFeed, maskFeed } from '../program/subject';
import type { TaskLabels, TrainingRows } from '../rows/training-rows';

export interface Batches {
  /** Numbers of rows in the order in which they are fed. */
  readonly order: Int32Array;
  /** Rows of a batch. */
  readonly batch: number;
  /** First batch of these feeds, and how many. */
  readonly from: number;
  readonly steps: number;
}

/** Only what the program takes. `labels` are in the order of the tasks. */
export function fillFeeds(
  program: Program,
  rows: TrainingRows,
  labels: readonly TaskLabels[],
  { order, batch, from, steps }: Batches,
): Record<string, Values> {
  const chosen = order.subarray(from * batch, (from + steps) * batch);
  const size = steps * batch;
  const feeds: Record<string, Values> = {};
  for (const { name, columns, values } of rows.inputs) {
    const feed = `input/${name}`;
    if (program.feeds[feed]) feeds[feed] = pickRows(values, columns.length, chosen, size);
  }
  for (const [index, { name }] of rows.tasks.entries()) {
    const { values, width, mask } = labels[index]!;
    feeds[labelFeed(name)] = pickRows(values, width, chosen, size);
    feeds[maskFeed(name)] = pickRows(mask, 1, chosen, size);
  }
  return feeds;
}

/** [size, width]; zeros after the last chosen row. */
function pickRows(
  values: Float32Array | Uint8Array,
  width: number,
  chosen: Int32Array,
  size: number,
): Float32Array {
  const picked = new Float32Array(size * width);
  for (let i = 0; i < chosen.length; i++) {
    const row = chosen[i]!;
    picked.set(values.subarray(row * width, (row + 1) * width), i * width);
  }
  return picked;
}

/** Puts rows into the feeds of a program. */
import type { Program } from '../../../graph/program';
import type { Values } from '../executors/executor';
import { countedFeed, fedFeed, labelFeed, maskFeed } from '../program/subject';
import { copyRows } from '../rows/encoded-rows';
import type { EncodedRows, RowStore } from '../rows/row-store';
import type { FeedBuffers } from './feed-buffers';
import type { PlacedRows } from './place-rows';

/**
 * The inputs and lengths that the program takes, and labels and masks in the order of the tasks, of all `places` of some batches. Places
 * without a row are zero, in the masks too, so that they do not count. The feeds are valid until `buffers` are filled again.
 */
export function fillFeeds(
  program: Program,
  { inputs, tasks }: Pick<RowStore, 'inputs' | 'tasks'>,
  placed: readonly PlacedRows[],
  places: number,
  buffers: FeedBuffers,
): Record<string, Values> {
  const feeds: Record<string, Values> = {};
  const fill = (feed: string, width: number, read: (rows: EncodedRows) => Float32Array | Uint8Array) => {
    const values = buffers.take(feed, places * width);
    for (const { rows, chosen, place } of placed) copyRows(read(rows), width, chosen, values, place);
    feeds[feed] = values;
  };
  for (const [index, { name, width }] of inputs.entries()) {
    const [values, lengths, fed] = [`input/${name}`, `length/${name}`, fedFeed(name)];
    if (program.feeds[values]) fill(values, width, (rows) => rows.inputs[index]!.values);
    if (program.feeds[lengths]) fill(lengths, 1, (rows) => rows.inputs[index]!.lengths!);
    if (program.feeds[fed]) fill(fed, 1, (rows) => rows.inputs[index]!.fed!);
  }
  for (const [index, { name, width }] of tasks.entries()) {
    fill(labelFeed(name), width, (rows) => rows.tasks[index]!.values);
    fill(maskFeed(name), 1, (rows) => rows.tasks[index]!.mask);
    for (const network of Object.keys(placed[0]?.rows.tasks[index]!.own ?? {})) {
      // What measures looks at the labels of the task alone.
      if (!program.feeds[maskFeed(name, network)]) continue;
      fill(labelFeed(name, network), width, (rows) => rows.tasks[index]!.own![network]!.values);
      fill(maskFeed(name, network), 1, (rows) => rows.tasks[index]!.own![network]!.mask);
    }
  }
  if (program.feeds[countedFeed]) {
    const counted = buffers.take(countedFeed, places);
    for (const { chosen, place } of placed) counted.fill(1, place, place + chosen.length);
    feeds[countedFeed] = counted;
  }
  return feeds;
}

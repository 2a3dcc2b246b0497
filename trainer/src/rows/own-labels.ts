/** Labels that networks of a task have of their own, and what the task as a whole has by them. */
import type { Labels } from '../../../data/encode/labels';
import type { TaskLabels } from './training-rows';

/** By network. */
export type OwnLabels = Readonly<Record<string, Labels>>;

/** The same labels for each network, kept apart from now on. */
export const setApart = (labels: TaskLabels, networks: readonly string[]): TaskLabels =>
  joinOwn(labels, Object.fromEntries(networks.map((network) => [network, labels])));

/** A row has a label where one of its networks has: that of the `data` where it has one, else that of the first network with one. */
export function joinOwn(data: TaskLabels, own: OwnLabels): TaskLabels {
  const { width } = data;
  const values = new Float32Array(data.values.length);
  const mask = new Uint8Array(data.mask.length);
  for (const each of Object.values(own)) {
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 1 || each.mask[row] === 0) continue;
      mask[row] = 1;
      const from = data.mask[row] === 1 ? data : each;
      values.set(from.values.subarray(row * width, (row + 1) * width), row * width);
    }
  }
  return { values, width, mask, own };
}

/** What a network learns from. */
export const labelsFor = (network: string, labels: TaskLabels): Labels => labels.own?.[network] ?? labels;

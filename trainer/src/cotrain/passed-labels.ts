/** Adds labels that co-training passes on to those of the data: to those of all networks, or to those of some. */
import type { Labels } from '../../../data/encode/labels';
import type { Passed } from '../../../catalog/declaration';
import type { TaskLabels } from '../rows/training-rows';

/** `rows` holds the number of each row of the pool that `passed` counts. The labels that went in stay as they are. */
export function addLabels(labels: TaskLabels, passed: readonly Passed[], rows: Int32Array): TaskLabels {
  const { width } = labels;
  return { ...write(labels, passed, rows, width), width };
}

/** The same labels for each network, kept apart from now on. */
export const setApart = (labels: TaskLabels, networks: readonly string[]): TaskLabels =>
  gather(labels, Object.fromEntries(networks.map((network) => [network, labels])));

/**
 * Adds labels for the networks that each is passed `to`, which numbers those of `pair`. With `anew`, the labels of the data, a network gives back what it was passed
 * before when it is passed something.
 */
export function addLabelsApart(
  labels: TaskLabels,
  passed: readonly Passed[],
  rows: Int32Array,
  pair: readonly string[],
  anew?: Labels,
): TaskLabels {
  const own = Object.entries(labels.own!).map(([network, before]) => {
    const taught = passed.filter(({ to }) => to?.includes(pair.indexOf(network)));
    return [
      network,
      taught.length === 0 ? before : write(anew ?? before, taught, rows, labels.width),
    ] as const;
  });
  return gather(labels, Object.fromEntries(own));
}

function write(
  { values: from, mask: has }: Labels,
  passed: readonly Passed[],
  rows: Int32Array,
  width: number,
): Labels {
  const values = from.slice();
  const mask = has.slice();
  for (const { row, label } of passed) {
    values.set(label, rows[row]! * width);
    mask[rows[row]!] = 1;
  }
  return { values, mask };
}

/** The labels of several networks as those of a task: each row has that of the first network with one. */
function gather({ width, mask: { length } }: TaskLabels, own: Readonly<Record<string, Labels>>): TaskLabels {
  const values = new Float32Array(length * width);
  const mask = new Uint8Array(length);
  for (const each of Object.values(own)) {
    for (let row = 0; row < length; row++) {
      if (mask[row] === 1 || each.mask[row] === 0) continue;
      mask[row] = 1;
      values.set(each.values.subarray(row * width, (row + 1) * width), row * width);
    }
  }
  return { values, width, mask, own };
}

/** Labels that were passed on, for a checkpoint: rows, and a label for each. */
export interface KeptLabels {
  readonly rows: Float64Array;
  readonly labels: Float32Array;
}

/** Those of the rows numbered `unlabelled`: one entry, or one for each network where they are apart. */
export function keepLabels(labels: TaskLabels, unlabelled: Int32Array): readonly KeptLabels[] {
  const { width, own } = labels;
  return (own ? Object.values(own) : [labels]).map(({ values, mask }) => {
    const rows = unlabelled.filter((row) => mask[row] === 1);
    return { rows: Float64Array.from(rows), labels: labelsOf(values, width, rows) };
  });
}

/** `start` is what labels were before the first round. */
export function restoreLabels(start: TaskLabels, kept: readonly KeptLabels[]): TaskLabels {
  const { width, own } = start;
  const add = (labels: Labels, { rows, labels: values }: KeptLabels): Labels => {
    const passed = Array.from(rows, (_, row) => ({
      row,
      label: [...values.subarray(row * width, (row + 1) * width)],
      confidence: 1,
    }));
    return write(labels, passed, Int32Array.from(rows), width);
  };
  if (!own) return { ...add(start, kept[0]!), width };
  const restored = Object.entries(own).map(
    ([network, labels], k) => [network, add(labels, kept[k]!)] as const,
  );
  return gather(start, Object.fromEntries(restored));
}

/** The labels of some rows, one after the other. */
export function labelsOf(values: Float32Array, width: number, rows: Int32Array): Float32Array {
  const labels = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries())
    labels.set(values.subarray(row * width, (row + 1) * width), index * width);
  return labels;
}

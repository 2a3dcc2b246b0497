/** Adds labels that co-training passes on to those of the data: to those of all networks, or to those of some. */
import type { Labels } from '../../../data/encode/labels';
import type { Passed } from '../../../catalog/declaration';
import { joinOwn, labelsFor } from '../rows/own-labels';
import type { TaskLabels } from '../rows/training-rows';

/** How labels are passed on. */
export interface Passing {
  /** The networks that `to` of a label numbers; one without goes to every network of the task. */
  readonly pair: readonly string[];
  /** What the networks learned before the first round. No label of the data is written over. */
  readonly start: TaskLabels;
  /** Whether a network gives back what it was passed before when it is passed something. */
  readonly anew: boolean;
}

/** `rows` holds the number of each row of the pool that `passed` counts. The labels that went in stay as they are. */
export function addLabels(
  labels: TaskLabels,
  passed: readonly Passed[],
  rows: Int32Array,
  { pair, start, anew }: Passing,
): TaskLabels {
  const { width } = labels;
  if (!labels.own) return { ...write(labels, passed, rows, width), width };
  const own = Object.entries(labels.own).map(([network, before]) => {
    const known = labelsFor(network, start);
    const taught = passed.filter(
      ({ row, to }) => (to?.includes(pair.indexOf(network)) ?? true) && known.mask[rows[row]!] === 0,
    );
    return [
      network,
      taught.length === 0 ? before : write(anew ? known : before, taught, rows, width),
    ] as const;
  });
  return joinOwn(start, Object.fromEntries(own));
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
  return joinOwn(start, Object.fromEntries(restored));
}

/** The labels of some rows, one after the other. */
export function labelsOf(values: Float32Array, width: number, rows: Int32Array): Float32Array {
  const labels = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries())
    labels.set(values.subarray(row * width, (row + 1) * width), index * width);
  return labels;
}

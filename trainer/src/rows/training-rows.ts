/** The rows of an experiment as they lie in memory: encoded inputs, encoded labels, and which row is in which part. */
import type { Scaling } from '../../../data/encode/scaling';
import type { RowParts } from '../../../data/split-rows';

export interface TrainingRows {
  readonly count: number;
  readonly parts: RowParts;
  /** In the order of the plan. */
  readonly inputs: readonly InputRows[];
  /** In the order of the plan. */
  readonly tasks: readonly TaskRows[];
}

export interface InputRows {
  readonly name: string;
  readonly columns: readonly string[];
  /** [count, columns], scaled. */
  readonly values: Float32Array;
  readonly scaling: Scaling;
}

/** What a task learns from: labels, and which rows have one. Co-training adds to them. */
export interface TaskLabels {
  /** [count, width]; 0 where a row has no label. */
  readonly values: Float32Array;
  readonly width: number;
  /** 1 where the row has a label. */
  readonly mask: Uint8Array;
}

export interface TaskRows extends TaskLabels {
  readonly name: string;
  /** Leads numbers back to the unit of the data; null for other targets. */
  readonly scaling: Scaling | null;
  /** Names of the classes in the order of their indices; for a yes-or-no column what stands for no and for yes. */
  readonly classes: readonly string[] | null;
}

/** Those of `rows` that have a label of at least one task, in their order. */
export function labelledRows(rows: Int32Array, tasks: readonly TaskLabels[]): Int32Array {
  return rows.filter((row) => tasks.some(({ mask }) => mask[row] === 1));
}

export const countLabelled = (rows: Int32Array, { mask }: TaskLabels): number =>
  rows.reduce((count, row) => count + mask[row]!, 0);

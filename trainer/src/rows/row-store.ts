/** The rows of a run, wherever they lie: whoever trains or measures walks over them and knows nothing else of their place. */
import type { Part, RowsIn } from '../../../contract/run-log';
import type { LabelPattern } from './label-patterns';
import type { RowSet } from './row-set';
import type { EncodedInput, InputEncoding, TaskEncoding, TaskLabels } from './training-rows';

export interface RowStore {
  readonly rowsIn: RowsIn;
  readonly count: number;
  /** In the order of the plan; the rows of one lie behind those of the other. */
  readonly sets: readonly RowSet[];
  /** In the order of the plan. */
  readonly inputs: readonly InputEncoding[];
  /** In the order of the plan. */
  readonly tasks: readonly TaskEncoding[];
  readonly patterns: { readonly [part in Part]: readonly LabelPattern[] };
  /** Those training rows that have a label, epoch after epoch, in the order that follows from the seed. */
  walkEpochs(range: EpochRange): RowWalk;
  /** All rows of a part in their order. */
  walkPart(part: Part): RowWalk;
  close(): Promise<void>;
}

/** What a program is built for: how labels are encoded, and which of them rows have. */
export type LabelledRows = Pick<RowStore, 'tasks' | 'patterns'>;

export interface EpochRange {
  readonly seed: number;
  /** Numbers of the first epoch and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Rows of the first epoch that are left out, because a run that goes on has learned from them already. */
  readonly skip?: number;
}

export interface RowWalk {
  /** The next `count` rows. The walk must still have them, and those of epochs must be of one epoch. */
  take(count: number): Promise<readonly RowSlice[]>;
}

/** Some rows out of those that lie side by side: `chosen` numbers them there. They are valid until the next ones are taken. */
export interface RowSlice {
  readonly rows: EncodedRows;
  readonly chosen: Int32Array;
}

/** Encoded rows that lie side by side in memory; inputs and tasks in the order of the plan. */
export interface EncodedRows {
  readonly inputs: readonly EncodedInput[];
  readonly tasks: readonly TaskLabels[];
}

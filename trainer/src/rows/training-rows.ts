/** The rows of an experiment as they lie in memory: encoded inputs, encoded labels, and which row is in which part. */
import type { Labels } from '../../../data/encode/labels';
import type { InputForm, InputValues } from '../../../data/encode/inputs';
import type { Scaling } from '../../../data/encode/scaling';
import type { RowParts } from '../../../data/split-rows';
import type { Participant } from './participants';
import type { RowSet } from './row-set';

export interface TrainingRows {
  readonly count: number;
  /** In the order of the plan; the rows of one lie behind those of the other. */
  readonly sets: readonly RowSet[];
  readonly parts: RowParts;
  /** Of federated training, in the order in which their rows come first. */
  readonly participants?: readonly Participant[];
  /** In the order of the plan. */
  readonly inputs: readonly InputRows[];
  /** In the order of the plan. */
  readonly tasks: readonly TaskRows[];
}

/** How the columns of an input are encoded, wherever its rows lie. */
export interface InputEncoding extends InputForm {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether rows of some data set have zeros for it. */
  readonly isPartlyFed: boolean;
}

/** What rows have of an input. */
export interface EncodedInput extends InputValues {
  /** 1 for each row that has it; absent where all have. */
  readonly fed?: Uint8Array;
}

export interface InputRows extends InputEncoding, EncodedInput {}

/** What a task learns from: labels, and which rows have one. Co-training adds to them. */
export interface TaskLabels extends Labels {
  readonly width: number;
  /**
   * What each network that the task stands on learns from, by name, where co-training passes labels to some of them only. The labels beside it
   * are those of the first network that has one.
   */
  readonly own?: Readonly<Record<string, Labels>>;
}

/** How the labels of a task are encoded, wherever its rows lie. */
export interface TaskEncoding {
  readonly name: string;
  /** Numbers of a label. */
  readonly width: number;
  /** Leads numbers back to the unit of the data; null for other targets. */
  readonly scaling: Scaling | null;
  /** Names of the classes in the order of their indices; for a yes-or-no column what stands for no and for yes. */
  readonly classes: readonly string[] | null;
}

export interface TaskRows extends TaskEncoding, TaskLabels {}

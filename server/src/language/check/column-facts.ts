/** What columns of inputs and tasks have in common, as plain data that is kept from text to text. */
import type { FileNames } from '../resolve/file-names';
import type { ColumnSet } from './column-sets';

/** What is found without knowing what the parts say; plain data, which holds wherever inputs and tasks are moved to. */
export interface Facts {
  readonly leaks: readonly Leak[];
  /** Names of columns that may be copies of each other: of a target first. */
  readonly alike: readonly (readonly [string, string])[];
  /** Columns whose values are the classes of a target, where all of them are known. */
  readonly classes: readonly ClassColumn[];
  /** The names of these, each once. */
  readonly classNames: readonly string[];
}

/** Places in the lists of tasks and inputs, and of columns in those. */
export interface Leak {
  readonly task: number;
  readonly target: number;
  readonly input: number;
  readonly column: number;
}

interface ClassColumn {
  readonly task: number;
  readonly target: number;
}

/** What all inputs and all tasks take, in the order of the text: a set of each data set that they come from. */
export interface TakenColumns {
  /** They have their order from these. */
  readonly names: FileNames;
  /** The list of the last text where it says the same. */
  readonly inputs: readonly (readonly ColumnSet[])[];
  readonly targets: readonly (readonly ColumnSet[])[];
  /** For each task the indices of the inputs that it reads. */
  readonly read: readonly (readonly number[])[];
}

/** What they take from one data set, of which facts are found: these hold while nobody changes which columns tasks predict and are shown. */
export interface Seen {
  readonly inputs: readonly ColumnSet[];
  readonly targets: readonly ColumnSet[];
  readonly read: TakenColumns['read'];
}

export interface KeptSuspicions extends Seen {
  readonly facts: Facts;
}

/** What the rows of an input look like to training, whatever its type is. */
import type { RowBlock } from '../column-values';
import type { Scaling } from './scaling';

/** Numbers or ids of some rows. */
export interface InputValues {
  /** [rows, width], row by row. */
  readonly values: Float32Array;
  /** How many steps of each row are true; they come first. Absent for an input without steps. */
  readonly lengths?: Float32Array;
}

/** How an input is encoded, wherever its rows lie. */
export interface InputForm {
  /** Numbers of a row. */
  readonly width: number;
  readonly hasSteps: boolean;
  /** Of numbers: one for each column, or for each feature of a sequence. Null for ids. */
  readonly scaling: Scaling | null;
  /** Of ids, for each column, the values in the order of their ids. Null for numbers. */
  readonly vocabularies: Vocabularies | null;
}

/** By what an input is encoded, apart from its type. */
export type InputStatistics = Pick<InputForm, 'scaling' | 'vocabularies'>;

export type Vocabularies = readonly (readonly string[])[];

export interface InputEncoder extends InputForm {
  /** Writes all rows of a block; not at once where files are to be read. */
  encode(block: RowBlock, to: InputValues): void | Promise<void>;
}

/** How encodings are fitted: they look at the rows of a table block by block, as often as they need to, and hold none of them. */
import type { Outcome } from '../../contract/problem';
import type { RowBlock } from '../column-values';

/** A block of which it is known which rows are for training, counted from its first, ascending. */
export interface FittedBlock extends RowBlock {
  readonly trainingRows: Int32Array;
}

/** What needs no row to be looked at. */
export const fitted = <Encoder>(encoder: Encoder): Fitting<Encoder> => ({
  passes: 1,
  look: () => undefined,
  finish: () => ({ value: encoder, problems: [] }),
});

/** Gathers what an encoding needs to know. Sums go on from block to block, so that how rows are cut into blocks changes no digit. */
export interface Fitting<Encoder> {
  /** How often all rows are shown, from the first to the last; at least once. */
  readonly passes: number;
  look(block: FittedBlock, pass: number): void | Promise<void>;
  /** After the last pass. Reports columns that do not hold what the encoding reads. */
  finish(): Outcome<Encoder>;
}

/** How many rows of each data set an epoch takes. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';

export interface Sampling {
  /** Whether each batch has rows of one data set only, and data sets take turns. */
  readonly apart: boolean;
  /** Rows of a batch. */
  readonly batch: number;
  /** The part of an epoch's rows that each data set gives, from the rows that each has to learn from. */
  shares(rows: readonly number[]): readonly number[];
}

/** Undefined where rows come as often as there are of them. */
export function samplingOf({ sampling, batch }: Plan['train']): Sampling | undefined {
  if (!sampling) return undefined;
  const declared = lookUp('samplings', sampling.name);
  if (!declared) throw new Error(`the catalog has no sampling ${sampling.name}`);
  const args = sampling.args as never;
  return { apart: declared.apart === true, batch, shares: (rows) => declared.shares(args, rows) };
}

/** As many rows in all as there are, by the shares of the data sets; what rounding leaves over goes to where it cut off most. */
export function rowsOfEpoch({ shares }: Sampling, rows: readonly number[]): readonly number[] {
  const all = rows.reduce((sum, count) => sum + count, 0);
  const wanted = shares(rows).map((share) => share * all);
  const whole = wanted.map(Math.floor);
  const left = all - whole.reduce((sum, count) => sum + count, 0);
  const cut = wanted.map((count, set) => ({ set, by: count - whole[set]! }));
  const fuller = new Set(
    cut
      .toSorted((a, b) => b.by - a.by)
      .slice(0, left)
      .map(({ set }) => set),
  );
  return whole.map((count, set) => (fuller.has(set) ? count + 1 : count));
}

/** Whether an epoch has every row once and batches have rows of all data sets, as without a sampling. */
export function takesAll(sampling: Sampling, rows: readonly number[]): boolean {
  const isOne = rows.filter((count) => count > 0).length < 2;
  return isOne || (!sampling.apart && rowsOfEpoch(sampling, rows).every((count, set) => count === rows[set]));
}

/** The same for any number of rows of `sets` data sets. */
export const alwaysTakesAll = (sampling: Sampling, sets: number): boolean =>
  takesAll(
    sampling,
    Array.from({ length: sets }, (_, set) => 1000 * (set + 1)),
  );

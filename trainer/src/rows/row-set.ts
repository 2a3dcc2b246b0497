/** The rows of a data set among those of a run, where the rows of one data set lie behind those of the other. */
import { parts, type Part } from '../../../contract/run-log';

export interface RowSet {
  readonly name: string;
  /** How many it has in each part. */
  readonly rows: { readonly [part in Part]: number };
}

/** Those of `rows` that belong to each of the data sets. */
export function rowsBySet(sets: readonly RowSet[], rows: Int32Array): readonly Int32Array[] {
  let end = 0;
  return sets.map((set) => {
    const start = end;
    end += parts.reduce((sum, part) => sum + set.rows[part], 0);
    const last = end;
    return rows.filter((row) => row >= start && row < last);
  });
}

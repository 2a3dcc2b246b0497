/** What columns have in common, wherever they stand: it is found once and kept for as long as they are. */
import type { Column } from '../../../../contract/schema';
import type { ReadColumns } from './columns';

export interface ColumnSet {
  readonly names: readonly string[];
  readonly known: readonly (Column | undefined)[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** Those that are known and written by themselves, not as one of a range. */
  readonly own: readonly number[];
}

const none: ColumnSet = { names: [], known: [], placeOf: new Map(), own: [] };

/** Columns that have only moved are known by the same list. */
const sets = new WeakMap<ReadColumns['known'], ColumnSet>();

export function columnSetOf(columns: ReadColumns | null): ColumnSet {
  if (!columns) return none;
  const { known } = columns;
  const found = sets.get(known);
  if (found) return found;
  const { columns: names } = columns.plan;
  const { spans } = columns;
  const set: ColumnSet = {
    names,
    known,
    placeOf: new Map(names.map((name, index) => [name, index])),
    own: names.flatMap((_, index) => {
      const isOwn = spans[index - 1] !== spans[index] && spans[index + 1] !== spans[index];
      return isOwn && known[index] ? [index] : [];
    }),
  };
  sets.set(known, set);
  return set;
}

interface Comparison {
  /** Places of the targets that are columns of the input. */
  readonly leaked: readonly number[];
  /** Places of a target and of a column that may be a copy of it. */
  readonly alike: readonly (readonly [target: number, column: number])[];
  /** The names of the same. */
  readonly alikeNames: readonly (readonly [target: string, column: string])[];
}

const comparisons = new WeakMap<ColumnSet, WeakMap<ColumnSet, Comparison>>();

export function compareColumns(targets: ColumnSet, columns: ColumnSet): Comparison {
  let known = comparisons.get(targets);
  if (!known) comparisons.set(targets, (known = new WeakMap()));
  let comparison = known.get(columns);
  if (!comparison) known.set(columns, (comparison = compare(targets, columns)));
  return comparison;
}

function compare(targets: ColumnSet, columns: ColumnSet): Comparison {
  const alike = targets.known.flatMap((target, index) =>
    columns.known.flatMap((column, place) =>
      target && column && columns.names[place] !== targets.names[index] && mayBeSame(target, column)
        ? [[index, place] as const]
        : [],
    ),
  );
  return {
    leaked: targets.names.flatMap((name, index) => (columns.placeOf.has(name) ? [index] : [])),
    alike,
    alikeNames: alike.map(([index, place]) => [targets.names[index]!, columns.names[place]!]),
  };
}

/** Whether two columns may be copies of each other, as far as their counts tell. */
export const mayBeSame = (a: Column, b: Column): boolean =>
  a.distinct > 1 &&
  a.distinct === b.distinct &&
  a.missing === b.missing &&
  a.min === b.min &&
  a.max === b.max &&
  (a.values === undefined || a.values.every((value, index) => value === b.values?.[index]));

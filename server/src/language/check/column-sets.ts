/**
 * The columns that an input or a target takes from one data set, wherever it stands, and what two of them have in common: that is found once and kept
 * for as long as they are.
 */
import { isMedia } from '../../../../contract/media';
import type { TargetDeclaration } from '../../../../catalog/declaration';
import type { Column } from '../../../../contract/schema';
import { fitted, none } from '../syntax/fitted';
import type { Span } from '../syntax/nodes';

type Reads = TargetDeclaration['reads'] | null;

/** Columns as they were read. */
interface ReadList {
  readonly data: { readonly symbol: { readonly name: string } };
  readonly plan: { readonly columns: readonly string[] };
  readonly known: readonly (Column | undefined)[];
  readonly spans: readonly Span[];
}

export class ColumnSet {
  /** The data set that they come from. */
  readonly data: string | null;
  readonly names: readonly string[];
  readonly known: readonly (Column | undefined)[];
  /** Places of those that are known and written by themselves, not as one of a range. */
  readonly own: readonly number[];
  /** What a target makes of their values; null for those of an input. */
  readonly reads: Reads;
  /** Places of those whose values are the classes of a target, where all of them are known. */
  readonly classes: readonly number[];
  #placeOf: ReadonlyMap<string, number> | undefined;

  constructor(columns: ReadList | null, reads: Reads = null) {
    const { data, plan, known = none, spans = none } = columns ?? {};
    this.data = data?.symbol.name ?? null;
    this.names = plan?.columns ?? none;
    this.known = known;
    const own = this.names.flatMap((_, index) => {
      const isOwn = spans[index - 1] !== spans[index] && spans[index + 1] !== spans[index];
      return isOwn && known[index] ? [index] : [];
    });
    this.own = fitted(own);
    this.reads = reads;
    const isOfClasses = reads === 'class' || reads === 'truth';
    this.classes = fitted(
      isOfClasses ? known.flatMap((column, index) => (holdsClasses(column) ? [index] : [])) : none,
    );
  }

  get placeOf(): ReadonlyMap<string, number> {
    return (this.#placeOf ??= new Map(this.names.map((name, index) => [name, index])));
  }
}

const holdsClasses = (column: Column | undefined): boolean =>
  column?.values !== undefined && column.distinct > 1;

/** Of an input or a target that takes nothing from a data set. */
export const noColumns = new ColumnSet(null);

/** Whether two sets hold the same columns, written in the same way for the same use. */
export const areAlike = (one: ColumnSet, other: ColumnSet): boolean =>
  one.data === other.data &&
  one.reads === other.reads &&
  haveSame(one.names, other.names) &&
  haveSame(one.known, other.known) &&
  haveSame(one.own, other.own);

export const haveSame = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

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
  !isMedia(a.type) &&
  !isMedia(b.type) &&
  a.distinct > 1 &&
  a.distinct === b.distinct &&
  a.missing === b.missing &&
  a.min === b.min &&
  a.max === b.max &&
  (a.values === undefined || a.values.every((value, index) => value === b.values?.[index]));

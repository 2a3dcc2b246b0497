/** Turns columns that say yes or no into 0 and 1. */
import type { Outcome } from '../../contract/problem';
import { firstOf } from '../../contract/text';
import { notTwoValues } from '../problems';
import type { ColumnValues } from '../column-values';
import { sortValues } from '../sort-values';
import { addValues } from './different-values';
import type { Fitting } from './fitting';
import { writeLabels, type LabelEncoder } from './labels';

type Pair = readonly [no: string, yes: string];

export interface TruthEncoder extends LabelEncoder {
  /** For each column what stands for no and for yes. */
  readonly words: readonly Pair[];
}

/** Words that are taken in any case, no before yes. Other pairs are taken in their order: `benign` is 0, `malignant` 1. */
const knownPairs: readonly Pair[] = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['n', 'y'],
  ['f', 't'],
  ['off', 'on'],
];

/** A row is labelled when every column has a value. A column of more than two values, or of a single unknown one, is a problem. */
export function fitTruth(): Fitting<TruthEncoder> {
  let columns: readonly ColumnValues[] = [];
  const values: Set<string | number>[] = [];
  return {
    passes: 1,
    look(block) {
      columns = block.columns;
      for (const [index, column] of columns.entries()) addValues((values[index] ??= new Set()), column);
    },
    finish() {
      const pairs = columns.map((column, index) => pairOf(column, values[index]!));
      const words = pairs.flatMap(({ value }) => (value ? [value] : []));
      if (words.length < columns.length) return { problems: pairs.flatMap(({ problems }) => problems) };
      const truths = words.map((pair, index) => truthsOf(columns[index]!, values[index]!, pair));
      const width = truths.length;
      const encode: LabelEncoder['encode'] = (block, labels) =>
        writeLabels(block.rows, width, labels, (row, index) =>
          truthIn(truths[index]!, words[index]!, block.columns[index]!, row),
        );
      return { value: { width, words, encode }, problems: [] };
    },
  };
}

/** What each value of a column says. */
function truthsOf(
  column: ColumnValues,
  values: ReadonlySet<string | number>,
  [, yes]: Pair,
): ReadonlyMap<string | number, number> {
  const says = (value: string | number) => wordOf(column, value).toLowerCase() === yes.toLowerCase();
  return new Map([...values].map((value) => [value, says(value) ? 1 : 0]));
}

/** NaN where the row says nothing, or what neither word of the pair says. */
function truthIn(
  truths: ReadonlyMap<string | number, number>,
  pair: Pair,
  column: ColumnValues,
  row: number,
): number {
  const value = column.kind === 'words' ? column.words[row]! : column.numbers[row]!;
  if (value === null || (column.kind === 'numbers' && column.missing[row])) return Number.NaN;
  return truths.get(value) ?? truthLike(pair, wordOf(column, value));
}

/** Of a value that was not there when the pair was found. */
function truthLike(pair: Pair, word: string): number {
  const place = pair.findIndex((each) => each.toLowerCase() === word.toLowerCase());
  return place < 0 ? Number.NaN : place;
}

const wordOf = (column: ColumnValues, value: string | number): string =>
  column.kind === 'numbers' && column.boolean ? String(value === 1) : String(value);

function pairOf(column: ColumnValues, values: ReadonlySet<string | number>): Outcome<Pair> {
  const sorted = sortValues(values).map((value) => wordOf(column, value));
  const lowered = new Set(sorted.map((word) => word.toLowerCase()));
  const known = knownPairs.find((pair) => [...lowered].every((word) => pair.includes(word)));
  if (known) return { value: known, problems: [] };
  // Only here does case matter: `A` and `a` may be meant as two answers, but cannot be told apart from a slip.
  const [no, yes] = sorted;
  if (lowered.size === 2 && sorted.length === 2) return { value: [no!, yes!], problems: [] };
  const quoted = sorted.map((value) => `“${value}”`);
  return { problems: [notTwoValues(column.files, column.name, firstOf(quoted, 4))] };
}

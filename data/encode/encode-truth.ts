/** Turns columns that say yes or no into 0 and 1. */
import type { Outcome } from '../../contract/problem';
import { notTwoValues } from '../problems';
import type { ColumnValues } from '../read-columns';
import { sortValues } from '../sort-values';
import { makeLabels, type Labels } from './labels';

export interface TruthLabels extends Labels {
  /** For each column what stands for no and for yes. */
  readonly words: readonly (readonly [no: string, yes: string])[];
}

/** Words that are taken in any case, no before yes. Other pairs are taken in their order: `benign` is 0, `malignant` 1. */
const knownPairs: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['n', 'y'],
  ['f', 't'],
  ['off', 'on'],
];

/** A row is labelled when every column has a value. A column of more than two values, or of a single unknown one, is a problem. */
export function encodeTruth(columns: readonly ColumnValues[]): Outcome<TruthLabels> {
  const cells = columns.map(wordsOf);
  const pairs = columns.map((column, index) => pairOf(column, cells[index]!));
  const words = pairs.flatMap(({ value }) => (value ? [value] : []));
  if (words.length < columns.length) return { problems: pairs.flatMap(({ problems }) => problems) };
  const labels = makeLabels(cells[0]?.length ?? 0, columns.length, (row, column) => {
    const word = cells[column]![row]!;
    if (word === null) return null;
    return word.toLowerCase() === words[column]![1].toLowerCase() ? 1 : 0;
  });
  return { value: { ...labels, words }, problems: [] };
}

function wordsOf(column: ColumnValues): readonly (string | null)[] {
  if (column.kind === 'words') return column.words;
  const nameOf = (number: number) => (column.boolean ? String(number === 1) : String(number));
  return Array.from(column.numbers, (number, row) => (column.missing[row] ? null : nameOf(number)));
}

function pairOf(column: ColumnValues, cells: readonly (string | null)[]): Outcome<readonly [string, string]> {
  const different = new Set(cells.filter((word) => word !== null));
  const lowered = new Set([...different].map((word) => word.toLowerCase()));
  const known = knownPairs.find((pair) => [...lowered].every((word) => pair.includes(word)));
  if (known) return { value: known, problems: [] };
  // Only here does case matter: `A` and `a` may be meant as two answers, but cannot be told apart from a slip.
  const values =
    column.kind === 'numbers' ? sortValues([...different].map(Number)).map(String) : sortValues(different);
  const [no, yes] = values;
  if (lowered.size === 2 && values.length === 2) return { value: [no!, yes!], problems: [] };
  const shown = values.slice(0, 4).map((value) => `“${value}”`);
  const list = values.length > 4 ? [...shown, '…'] : shown;
  return { problems: [notTwoValues(column.files, column.name, list.join(', '))] };
}

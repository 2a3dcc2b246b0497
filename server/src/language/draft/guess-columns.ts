/** Guesses from a schema which columns are inputs, of what kind, and which one is worth predicting. */
import { usualTarget } from '../../../../catalog/usual';
import type { Column, TableSchema } from '../../../../contract/schema';
import { isMedia } from '../../../../contract/media';
import { text, type Text } from '../../../../contract/text';
import { isNumeric } from '../check/column-types';

export interface GuessedColumns {
  readonly target: Column;
  readonly numbers: readonly Column[];
  readonly categories: readonly Column[];
  /** Sentences rather than words. */
  readonly texts: readonly Column[];
  /** Pictures and recordings. */
  readonly files: readonly Column[];
  /** Says of each row which part it belongs to. */
  readonly parts: Column | undefined;
  /** What nothing can be learned from, and why. */
  readonly leftOut: readonly { readonly column: Column; readonly why: Text }[];
}

/** Null where there is no column to predict and another one to predict it from. */
export function guessColumns(schema: TableSchema): GuessedColumns | null {
  const series = seriesOf(schema.columns);
  const reasons = schema.columns.map((column) => ({
    column,
    why: series.has(column) ? undefined : uselessness(column, schema),
  }));
  const parts = schema.columns.find(isOfParts);
  const useful = reasons.flatMap(({ column, why }) => (why || column === parts ? [] : [column]));
  const target = guessTarget(useful, schema.rows);
  if (!target) return null;
  const inputs = useful.filter((column) => column !== target);
  const numbers = inputs.filter(isNumbers);
  const files = inputs.filter(({ type }) => isMedia(type));
  const words = inputs.filter((column) => !isNumbers(column) && !files.includes(column));
  const texts = words.filter((column) => isSentence(column, schema.rows));
  const categories = words.filter((column) => !texts.includes(column) && repeats(column, schema.rows));
  if (numbers.length + texts.length + categories.length + files.length === 0) return null;
  const unread = words.filter((column) => !texts.includes(column) && !categories.includes(column));
  return {
    target,
    numbers,
    categories,
    texts,
    files,
    parts,
    leftOut: [
      ...reasons.flatMap(({ column, why }) => (why ? [{ column, why }] : [])),
      ...unread.map((column) => ({ column, why: text('nearly every row has a value of its own') })),
    ],
  };
}

/** Many numbered columns belong together, such as pixels, also where one of them never changes. */
function seriesOf(columns: readonly Column[]): ReadonlySet<Column> {
  const byStem = new Map<string, Column[]>();
  for (const column of columns) {
    const stem = /^(.*?)\d+$/s.exec(column.name)?.[1];
    if (stem === undefined || !isNumbers(column) || column.distinct === 0) continue;
    const known = byStem.get(stem);
    if (known) known.push(column);
    else byStem.set(stem, [column]);
  }
  return new Set([...byStem.values()].filter(({ length }) => length >= 8).flat());
}

const partNames = new Set<unknown>(['train', 'validation', 'test']);

const isOfParts = ({ values = [], missing }: Column): boolean =>
  missing === 0 &&
  values.length > 1 &&
  values.includes('train') &&
  values.every((value) => partNames.has(value));

/** Why nothing can be learned from a column, if so. */
function uselessness(
  { name, type, distinct, missing, min, max, infiniteRow }: Column,
  { rows }: TableSchema,
) {
  if (missing === rows) return text('it is empty');
  if (distinct < 2) return text('it has one value');
  if (infiniteRow !== undefined) return text('it holds infinite numbers');
  if (type === 'time' || type === 'other') return text('it holds neither numbers nor words');
  const isUnique = distinct === rows && rows > 10;
  const isCounter = type === 'integer' && max === min! + rows - 1;
  const isNamedSo = /(?:^|[_ ])(?:id|key|index|uuid|row|unnamed.*)$|[a-z]Id$/i.test(name);
  return isUnique && (isCounter || (isNamedSo && type !== 'number'))
    ? text('it numbers or names the rows')
    : undefined;
}

const targetNames = /^(?:labels?|class(?:es)?|targets?|y|outcomes?|species|diagnosis|category|result)$/i;

/** A column that is called so, else the last one that looks like it. */
export function guessTarget(columns: readonly Column[], rows: number): Column | undefined {
  const fitting = columns.filter(
    (column) => !isMedia(column.type) && (isNumbers(column) || repeats(column, rows)),
  );
  return fitting.find(({ name }) => targetNames.test(name)) ?? fitting.at(-1);
}

/** Texts too, where each of them writes a number. */
const isNumbers = ({ type, word }: Column): boolean => isNumeric(type) && !word;

/** Words that stand in several rows each, so that something can be learned of them. */
export const repeats = ({ distinct, missing }: Column, rows: number): boolean =>
  distinct <= (rows - missing) / 2;

const isSentence = (column: Column, rows: number): boolean =>
  /\S\s+\S/.test(column.word?.text ?? '') && (column.distinct > 50 || !repeats(column, rows));

/** What the target is predicted as. Numbers that hardly repeat are no classes, however few there are. */
export const targetOf = (column: Column, rows: number): string =>
  usualTarget(isNumbers(column) && column.distinct > rows / 5 ? { ...column, type: 'number' } : column);

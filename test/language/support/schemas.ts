/** Schemas from plain columns of values, for tests that read no file. */
import type { Column, ColumnType, SchemaProvider } from '../../../contract/schema';

type Cell = string | number | boolean | null;

/** One table for every request. `rows` repeats the values given until there are so many rows. */
export function schemasOf(columns: Readonly<Record<string, readonly Cell[]>>, rows?: number): SchemaProvider {
  const count = rows ?? Math.max(0, ...Object.values(columns).map((cells) => cells.length));
  const known = Object.entries(columns).map(([name, cells]) => columnOf(name, cells, count));
  const schema = { rows: count, columns: known, files: ['/data/table.csv'] };
  // The same answer for as long as nothing changes, as of a file.
  const answer = { state: 'known', schema } as const;
  return { schema: () => answer };
}

/** A table for each file. */
export function schemasOfFiles(
  tables: Readonly<Record<string, Readonly<Record<string, readonly Cell[]>>>>,
): SchemaProvider {
  const known = new Map(Object.entries(tables).map(([file, columns]) => [file, schemasOf(columns)]));
  return { schema: (request) => known.get(request.source[0]!)?.schema(request) ?? { state: 'unread' } };
}

function columnOf(name: string, cells: readonly Cell[], rows: number): Column {
  const present = cells.filter((cell) => cell !== null);
  const row = cells.findIndex((cell) => typeof cell === 'string');
  const values = [...new Set(present)].map((cell) => (typeof cell === 'boolean' ? String(cell) : cell));
  return {
    name,
    type: typeOf(present),
    missing: Math.round(rows * (1 - present.length / cells.length)),
    distinct: values.length,
    values,
    ...(row < 0 ? {} : { word: { row: row + 1, text: String(cells[row]) } }),
    ...(cells.includes(Infinity) ? { infiniteRow: cells.indexOf(Infinity) + 1 } : {}),
  };
}

function typeOf(cells: readonly Cell[]): ColumnType {
  if (cells.some((cell) => typeof cell === 'string')) return 'text';
  if (cells.length > 0 && cells.every((cell) => typeof cell === 'boolean')) return 'boolean';
  return cells.every((cell) => Number.isInteger(cell)) ? 'integer' : 'number';
}

/** Columns `p0`, `p1`, … of numbers. */
export const numbered = (prefix: string, count: number): Record<string, readonly number[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, [0.5, 1.5]]));

/**
 * A table that most tests use: 100 rows; `p0..p63`, `f0..f9` and `x`, `y`, `w`, `h` numbers; `label` of ten classes, `name` a
 * text, `ill` a truth, `empty` without a value, `vast`
 * with an infinite one, `fold` of the words of a split,
 * `gaps` of some of them, `checks` of none to train on.
 */
export const usualSchemas = schemasOf(
  {
    ...numbered('p', 64),
    ...numbered('f', 10),
    x: [0.1, 0.2],
    y: [0.1, 0.2],
    w: [0.1, 0.2],
    h: [0.1, 0.2],
    label: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    name: ['ann', 'bob'],
    ill: [0, 1, null],
    empty: [null, null],
    constant: [1, 1],
    vast: [1, Infinity],
    fold: ['train', 'test'],
    gaps: ['train', null],
    checks: ['validation', 'test'],
    'sepal length': [1.5, 2.5],
  },
  100,
);

/** How lines of a followed file become cells: those of a table of text by its first line, those of JSON by their names. */
import type { Text } from '../../contract/text';
import { missingWords, readHeading } from '../read-files';
import { cellsOfLine } from './cells-of-line';
import { cellsMissing, notAnObject, quoteOpen } from './problems';

/** Null is a cell without a value. */
export type Cell = string | number | boolean | null;

/** The cells of the wanted columns, or why the line is no row. */
export type CellReader = (line: string) => readonly Cell[] | Text;

/** `columns`: all that there are; empty where only rows tell. */
export interface LineForm {
  readonly columns: readonly string[];
  /** Whether the first line is no row. */
  readonly hasHeading: boolean;
  reader(names: readonly string[]): CellReader;
}

const missing: ReadonlySet<string> = new Set(missingWords);

/** Of a table whose cells stand between the separator that its first line has most. */
export function formOfTable(heading: string, separators: readonly string[]): LineForm {
  const { separator } = readHeading(heading, separators);
  const columns = cellsOfLine(heading, separator) ?? [];
  return {
    columns,
    hasHeading: true,
    reader(names) {
      const places = names.map((name) => columns.indexOf(name));
      return (line) => {
        const cells = cellsOfLine(line, separator);
        if (!cells) return quoteOpen();
        if (cells.length !== columns.length) return cellsMissing(cells.length, columns.length);
        return places.map((place) => (missing.has(cells[place]!) ? null : cells[place]!));
      };
    },
  };
}

export function formOfJson(first: string): LineForm {
  const object = parseObject(first) ?? {};
  return {
    columns: Object.keys(object),
    hasHeading: false,
    reader: (names) => (line) => {
      const row = parseObject(line);
      return row ? names.map((name) => cellOf(row[name])) : notAnObject();
    },
  };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return JSON.stringify(value);
}

export const isReason = (told: readonly Cell[] | Text): told is Text => !Array.isArray(told);

/** Shows columns of several tables alike, so that a value is the same one in whichever of them it stands. */
import type { ColumnsPlan } from '../contract/plan';
import type { ColumnValues, RowBlock, WordColumn } from './column-values';
import { cellText } from './encode/cell-text';
import type { Table } from './open-table';
import type { PartNumbers } from './split-rows';
import { isNumeric } from './scan-columns';

/** The table of a data set, and the part of each of its rows. */
export interface SplitTable {
  /** Name of the data set. */
  readonly data: string;
  readonly table: Table;
  readonly parts: PartNumbers;
}

/** What is read from the tables of some data sets: as many columns of each, in the same order. */
export interface ColumnsReader {
  readonly from: readonly ColumnsPlan[];
  /** Whether cells are told apart as they are: then `1` of one table and “1” of another are both read as texts. */
  readonly comparesCells?: boolean;
}

/** Of a block with all columns that are read of its table, those of one reader. */
export type TableView = (block: RowBlock) => RowBlock;

/**
 * How `reader` sees blocks of the columns called `names` of one of the tables, all of which have the columns that it names; undefined
 * where it reads nothing there.
 */
export function viewOf(
  { data }: SplitTable,
  tables: readonly SplitTable[],
  reader: ColumnsReader,
  names: readonly string[],
): TableView | undefined {
  const own = reader.from.find((each) => each.data === data);
  if (!own) return undefined;
  const columns = own.columns.map((name, place) => ({
    at: names.indexOf(name),
    asTexts: reader.comparesCells === true && areOfSeveralKinds(tables, reader, place),
  }));
  return (block) => ({
    ...block,
    columns: columns.map(({ at, asTexts }) => {
      const column = block.columns[at]!;
      return asTexts ? inTexts(column, block.rows) : column;
    }),
  });
}

/** Of a table, every column that one of the readers reads. */
export const namesFrom = (data: string, readers: readonly ColumnsReader[]): readonly string[] => [
  ...new Set(readers.flatMap(({ from }) => from.flatMap((own) => (own.data === data ? own.columns : [])))),
];

function areOfSeveralKinds(tables: readonly SplitTable[], { from }: ColumnsReader, place: number): boolean {
  const kinds = from.map(({ data, columns }) => {
    const { table } = tables.find((one) => one.data === data)!;
    const column = table.columns.find(({ name }) => name === columns[place])!;
    if (!isNumeric(column)) return 'texts';
    return column.type === 'boolean' ? 'truths' : 'numbers';
  });
  return new Set(kinds).size > 1;
}

function inTexts(column: ColumnValues, rows: number): WordColumn {
  if (column.kind === 'words') return column;
  const { name, files } = column;
  return {
    kind: 'words',
    name,
    files,
    words: Array.from({ length: rows }, (_, row) => cellText(column, row)),
  };
}

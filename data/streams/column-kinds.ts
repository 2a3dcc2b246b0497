/** What the columns of a followed file hold, as its first rows tell, and how cells become values of them. */
import type { Text } from '../../contract/text';
import type { ColumnValues } from '../column-values';
import { isComputable, numberOf } from '../words';
import type { Cell } from './cell-readers';
import { notANumber } from './problems';

export type ColumnKind = 'numbers' | 'truths' | 'words';

/** As what a column is read whose cells these are. Whole numbers with zeros in front are names. */
export function kindOfCells(cells: readonly Cell[]): ColumnKind {
  const told = cells.filter((cell) => cell !== null);
  if (told.length === 0) return 'words';
  if (told.every((cell) => truthOf(cell) !== undefined)) return 'truths';
  const areNumbers = told.every((cell) => !isPadded(cell) && numberIn(cell, 'numbers') !== undefined);
  return areNumbers ? 'numbers' : 'words';
}

/** Why a row cannot be read, if it cannot. */
export function faultOfRow(
  cells: readonly Cell[],
  names: readonly string[],
  kinds: readonly ColumnKind[],
): Text | undefined {
  const wrong = cells.findIndex((cell, index) => {
    const kind = kinds[index]!;
    return kind !== 'words' && cell !== null && numberIn(cell, kind) === undefined;
  });
  return wrong < 0 ? undefined : notANumber(names[wrong]!, String(cells[wrong]));
}

/** Of rows without a fault. */
export function columnOf(
  name: string,
  files: readonly string[],
  kind: ColumnKind,
  cells: readonly Cell[],
): ColumnValues {
  if (kind === 'words') {
    return { kind, name, files, words: cells.map((cell) => (cell === null ? null : String(cell))) };
  }
  const numbers = cells.map((cell) => (cell === null ? Number.NaN : numberIn(cell, kind)!));
  return {
    kind: 'numbers',
    name,
    files,
    boolean: kind === 'truths',
    numbers: Float64Array.from(numbers, (number) => (Number.isNaN(number) ? 0 : number)),
    missing: Uint8Array.from(numbers, (number) => (Number.isNaN(number) ? 1 : 0)),
  };
}

/** Undefined for a cell that holds none; NaN where it says that there is no value. */
function numberIn(cell: Exclude<Cell, null>, kind: 'numbers' | 'truths'): number | undefined {
  if (kind === 'truths') return truthOf(cell);
  if (typeof cell === 'boolean') return Number(cell);
  const number = typeof cell === 'number' ? cell : numberOf(cell);
  if (number === null) return Number.NaN;
  return isComputable(number) ? number : undefined;
}

function truthOf(cell: Exclude<Cell, null>): number | undefined {
  if (typeof cell === 'boolean') return Number(cell);
  const word = String(cell).toLowerCase();
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined;
}

const isPadded = (cell: Exclude<Cell, null>): boolean => typeof cell === 'string' && /^0\d/.test(cell);

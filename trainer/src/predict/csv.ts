/** Writes comma-separated values as RFC 4180 says. */

export type Cell = string | number;

/** One line with its line break. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(writeCell).join(',')}\r\n`;

function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(shorten(cell)) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Models compute with seven digits; the rest of a number is noise. */
const shorten = (value: number): number => Number(value.toPrecision(7));

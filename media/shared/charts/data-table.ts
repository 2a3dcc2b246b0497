/** A table of words and numbers: what stands beside every chart, and what is exported as CSV. */

export type Cell = string | number | null;

export interface DataTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** RFC 4180, numbers in full precision, empty where there is none. */
export function csvText({ headings, rows }: DataTable): string {
  return [headings, ...rows].map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('');
}

/** A spreadsheet would run text that begins like a formula, so a quote mark in front makes it plain text. */
function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

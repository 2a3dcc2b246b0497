/** Writes rows of text as a table with aligned columns. */
import { padLeft, padRight, widthOf } from './terminal-text';

/** One line for the headings and one for each row, each ending with a line break. The first `left` columns align left, the others right. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  left = 1,
): string {
  const widths = headings.map((heading, column) =>
    Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const write = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column < left ? padRight : padLeft)(cell, widths[column]!))
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `${write(row)}\n`).join('');
}

/** Writes rows of text as a table with aligned columns. */

/** One line for the headings and one for each row, each ending with a line break. The first `left` columns align left, the others right. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  left = 1,
): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const write = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column < left ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [headings, ...rows].map((row) => `${write(row)}\n`).join('');
}

/** Takes a line of a table of text apart into its cells. */

/** With the quotes taken off; undefined where a quote is not closed, or something follows it before the next separator. */
export function cellsOfLine(line: string, separator: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  for (let from = 0; from <= line.length;) {
    const cell = line[from] === '"' ? quoted(line, from) : bare(line, from, separator);
    if (!cell || (cell.end < line.length && !line.startsWith(separator, cell.end))) return undefined;
    cells.push(cell.text);
    from = cell.end + separator.length;
  }
  return cells;
}

interface Cell {
  readonly text: string;
  /** Behind its last letter. */
  readonly end: number;
}

/** A quote within quotes is written twice. */
function quoted(line: string, from: number): Cell | undefined {
  for (let end = line.indexOf('"', from + 1); end >= 0; end = line.indexOf('"', end + 2)) {
    if (line[end + 1] === '"') continue;
    return { text: line.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
  }
  return undefined;
}

function bare(line: string, from: number, separator: string): Cell {
  const found = line.indexOf(separator, from);
  const end = found < 0 ? line.length : found;
  return { text: line.slice(from, end), end };
}

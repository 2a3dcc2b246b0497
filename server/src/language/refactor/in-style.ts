/** Edits whose text, and the blanks around it, are in the style of the language; the rest of the text stays as it was typed. */
import { formatTree, applyChanges } from '../format/format-tree';
import type { TextEdit } from '../edits/edit';
import { parse, type Tree } from '../syntax/parser';

export function inStyle(tree: Tree, edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = merged(edits);
  const changed = applyChanges(tree.text, sorted);
  const changes = formatTree(parse(changed, tree.lines.encoding, tree));
  let shift = 0;
  const styled = sorted.map(({ from, to, newText }): TextEdit => {
    const start = from + shift;
    const end = start + newText.length;
    const behind = to - end;
    shift += newText.length - (to - from);
    const own = changes.filter((change) => change.from <= end && change.to >= start);
    const first = Math.min(start, ...own.map((change) => change.from));
    const last = Math.max(end, ...own.map((change) => change.to));
    const moved = own.map((change) => ({ ...change, from: change.from - first, to: change.to - first }));
    const written = applyChanges(changed.slice(first, last), moved);
    return { from: from - (start - first), to: last + behind, newText: written };
  });
  // Where formatting reaches from one edit to the next, the text is as before and is formatted with the whole file.
  return areApart(styled) ? styled : sorted;
}

/** In the order of the text; edits that touch become one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last?.to === edit.from) {
      result[result.length - 1] = { from: last.from, to: edit.to, newText: last.newText + edit.newText };
    } else result.push(edit);
  }
  return result;
}

const areApart = (edits: readonly TextEdit[]): boolean =>
  edits.every(({ from }, index) => index === 0 || edits[index - 1]!.to <= from);

/** Formatting of the document, of lines, and of what was just finished by a `}` or a new line. */
import type { TextEdit } from '../protocol';
import { formatTree, type TextChange } from '../../language/format/format-tree';
import { pathAt } from '../../language/syntax/node-at';
import type { Tree } from '../../language/syntax/parser';
import type { Feature } from '../feature';

export const formatting: Feature = {
  capabilities: {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  },
  serve: ({ connection, analyses }) => {
    connection.onDocumentFormatting(({ textDocument: { uri } }) => {
      const tree = analyses.of(uri)?.tree;
      return tree ? editsOf(tree, formatTree(tree)) : [];
    });
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, range: { start, end } }) => {
      const tree = analyses.of(uri)?.tree;
      // A selection of whole lines ends at the start of the line behind it.
      const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
      return tree ? formatLines(tree, start.line, last) : [];
    });
    connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) => {
      const tree = analyses.of(uri)?.tree;
      if (!tree) return [];
      const offset = tree.lines.offsetAt(position);
      const { line } = position;
      // The new line itself is left alone: the blanks before the cursor are where the next word will stand.
      const [first, last] = ch === '}' ? [firstLineOfBlock(tree, offset), line] : [line - 1, line - 1];
      return formatLines(tree, first, last, offset);
    });
  },
};

/** The changes before tokens of these lines, and before `end`. */
function formatLines(tree: Tree, first: number, last: number, end = Infinity): TextEdit[] {
  const changes = formatTree(tree).filter(({ from, to }) => {
    const { line } = tree.lines.positionAt(to);
    return first <= line && line <= last && from < end;
  });
  return editsOf(tree, changes);
}

const editsOf = ({ lines }: Tree, changes: readonly TextChange[]): TextEdit[] =>
  changes.map(({ newText, ...span }) => ({ range: lines.rangeOf(span), newText }));

/** The line of the brace that the one right before `offset` closes; behind all lines where it closes none. */
function firstLineOfBlock(tree: Tree, offset: number): number {
  const block = pathAt(tree, offset).find((node) => node.kind === 'block' && node.close?.to === offset);
  return block ? tree.lines.positionAt(block.from).line : Infinity;
}

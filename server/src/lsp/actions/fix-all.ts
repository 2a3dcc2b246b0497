/** `source.fixAll`: the first safe fix of every problem of the text at once, for a command or on saving. */
import { CodeActionKind, type TextEdit } from 'vscode-languageserver/node';
import { text } from '../../../../contract/text';
import type { ActionProvider } from './action';
import { comparePositions, editsOfFix } from './fix-edits';

export const fixAll: ActionProvider = {
  kinds: [CodeActionKind.SourceFixAll],
  actionsFor: (_service, { analysis, only }) => {
    // It is about the whole text, so that it is no suggestion for a place in it.
    if (!only) return [];
    const edits = withoutOverlap(
      analysis.problems.flatMap(({ fixes = [] }) =>
        fixes
          .filter(({ safe }) => safe)
          .slice(0, 1)
          .flatMap(editsOfFix),
      ),
    );
    if (edits.length === 0) return [];
    return [
      {
        title: text('Fix all problems that have a safe fix'),
        kind: CodeActionKind.SourceFixAll,
        edit: () => ({ edits }),
      },
    ];
  },
};

/** In the order of the text; of two edits that meet the first is taken. */
function withoutOverlap(edits: readonly TextEdit[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => comparePositions(a.range.start, b.range.start))) {
    const last = taken.at(-1);
    if (!last || comparePositions(last.range.end, edit.range.start) < 0) taken.push(edit);
  }
  return taken;
}

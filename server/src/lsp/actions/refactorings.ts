/** Refactorings: other texts with the same meaning. What would change it is named with the reason. */
import { CodeActionKind } from 'vscode-languageserver/node';
import { refactoringsAt } from '../../language/refactor';
import type { Refactoring } from '../../language/refactor/refactoring';
import type { ActionProvider } from './action';

const kinds: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

export const refactorings: ActionProvider = {
  kinds: Object.values(kinds),
  actionsFor: (_service, { analysis, range }) => {
    const { lines } = analysis.tree;
    const selection = { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) };
    return refactoringsAt(analysis, selection).map(({ title, kind, refusal, edits }) => ({
      title,
      kind: kinds[kind],
      ...(refusal && { disabled: refusal }),
      edit: () => ({
        edits: edits().map(({ newText, ...span }) => ({ range: lines.rangeOf(span), newText })),
      }),
    }));
  },
};

/** Refactorings: other texts, with the same meaning or with one that their titles tell. What would change it is named with the reason. */
import { CodeActionKind, type Command } from '../protocol';
import { text } from '../../../../contract/text';
import { applyChanges } from '../../language/format/format-tree';
import type { Analysis } from '../../language/analyse';
import type { TextEdit } from '../../language/edits/edit';
import { refactoringsAt } from '../../language/refactor';
import type { Refactoring } from '../../language/refactor/refactoring';
import { collectSymbols } from '../../language/resolve/symbols';
import { parse } from '../../language/syntax/parser';
import type { Service } from '../feature';
import type { ActionProvider } from './action';

const kinds: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

export const refactorings: ActionProvider = {
  kinds: Object.values(kinds),
  actionsFor: (service, { analysis, range }) => {
    const { lines } = analysis.tree;
    const selection = { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) };
    return refactoringsAt(analysis, selection).map(({ title, kind, refusal, edits, newName }) => ({
      title,
      kind: kinds[kind],
      ...(refusal && { disabled: refusal }),
      edit: () => {
        const made = edits();
        const command = newName && renaming(service, analysis, made, newName());
        return {
          edits: made.map(({ newText, ...span }) => ({ range: lines.rangeOf(span), newText })),
          ...(command && { command }),
        };
      },
    }));
  },
};

/** A name that was made up is the first thing that a person changes: where the client can, it asks for another one at once. */
function renaming(
  { clientCommands, analyses, say }: Service,
  { uri, text: written, tree: before }: Analysis,
  edits: readonly TextEdit[],
  name: string,
): Command | undefined {
  const command = 'mtl.renameAt';
  if (!clientCommands.runs(command)) return undefined;
  const tree = parse(applyChanges(written, edits), analyses.encoding, before);
  const symbol = collectSymbols(tree).find(name);
  if (!symbol) return undefined;
  const position = tree.lines.positionAt(symbol.nameNode.from);
  return { title: say(text('Rename')), command, arguments: [{ textDocument: { uri }, position }] };
}

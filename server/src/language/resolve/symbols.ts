/** The names that a file declares. All kinds share one name space. */
import type { Problem } from '../../../../contract/problem';
import type { SymbolKind } from '../grammar/forms';
import { text } from '../../../../contract/text';
import { freeName } from '../edits/free-name';
import { fixWith } from '../problems/fixes';
import { nameTaken } from '../problems/names';
import {
  isMissing,
  type BlockDeclaration,
  type InputNode,
  type LetNode,
  type NameNode,
} from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { createUsesBehind } from './uses-behind';

export interface DeclaredSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly nameNode: NameNode;
  readonly declaration: LetNode | InputNode | BlockDeclaration;
}

export interface Symbols {
  /** In the order of the text; of two with one name only the first. */
  readonly all: readonly DeclaredSymbol[];
  find(name: string): DeclaredSymbol | undefined;
  ofKind(...kinds: readonly SymbolKind[]): readonly DeclaredSymbol[];
  readonly problems: readonly Problem[];
}

export function collectSymbols(tree: Tree): Symbols {
  const byName = new Map<string, DeclaredSymbol>();
  const problems: Problem[] = [];
  const usesBehind = createUsesBehind(tree.file.declarations);
  for (const declaration of tree.file.declarations) {
    if (declaration.kind === 'experiment' || !declaration.name || isMissing(declaration.name)) continue;
    const nameNode = declaration.name;
    const first = byName.get(nameNode.text);
    if (first) {
      const range = tree.lines.rangeOf(nameNode);
      const name = freeName(tree.tokens, nameNode.text, 2);
      const isAlike = first.kind === declaration.kind;
      const renamed = [nameNode, ...(isAlike ? usesBehind(declaration, nameNode.text, first.kind) : [])].map(
        (node) => ({ range: tree.lines.rangeOf(node), newText: name }),
      );
      const fix = fixWith(text('Rename to `{name}`', { name }), renamed);
      problems.push(
        nameTaken({ range }, nameNode.text, first.kind, tree.lines.rangeOf(first.nameNode), [fix]),
      );
    } else {
      const kind = declaration.kind as SymbolKind;
      byName.set(nameNode.text, { name: nameNode.text, kind, nameNode, declaration });
    }
  }
  const all = [...byName.values()];
  const byKind = new Map<SymbolKind, DeclaredSymbol[]>();
  for (const symbol of all) {
    const alike = byKind.get(symbol.kind);
    if (alike) alike.push(symbol);
    else byKind.set(symbol.kind, [symbol]);
  }
  return {
    all,
    find: (name) => byName.get(name),
    ofKind: (...kinds) =>
      kinds.length === 1
        ? (byKind.get(kinds[0]!) ?? [])
        : all.filter((symbol) => kinds.includes(symbol.kind)),
    problems,
  };
}

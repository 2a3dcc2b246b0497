/** The outline of a text: every declaration, with the layers of its block below it. */
import { SymbolKind, type DocumentSymbol } from './protocol';
import type { DeclarationKind } from '../language/grammar/forms';
import { isBlockDeclaration, type BlockNode, type DeclarationNode } from '../language/syntax/nodes';
import type { Tree } from '../language/syntax/parser';

export const outlineOf = (tree: Tree): DocumentSymbol[] =>
  tree.file.declarations.map((declaration) => ({
    ...symbolOf(tree, declaration),
    children: isBlockDeclaration(declaration) ? layersOf(tree, declaration.block) : [],
  }));

const kinds: Readonly<Record<DeclarationKind, SymbolKind>> = {
  experiment: SymbolKind.File,
  let: SymbolKind.Constant,
  data: SymbolKind.Array,
  input: SymbolKind.Field,
  shared: SymbolKind.Module,
  network: SymbolKind.Module,
  task: SymbolKind.Class,
  cotrain: SymbolKind.Interface,
  train: SymbolKind.Event,
  sweep: SymbolKind.Enum,
};

/** A declaration without what is below it. */
export function symbolOf(tree: Tree, declaration: DeclarationNode): DocumentSymbol {
  const selection = 'name' in declaration && declaration.name?.text ? declaration.name : declaration.keyword;
  return {
    name: nameOf(tree, declaration),
    detail: declaration.kind,
    kind: kinds[declaration.kind],
    range: tree.lines.rangeOf(declaration),
    selectionRange: tree.lines.rangeOf(selection),
  };
}

function layersOf(tree: Tree, block: BlockNode): DocumentSymbol[] {
  return block.entries
    .filter((entry) => entry.kind === 'layer')
    .map((layer) => ({
      name: layer.name.text || '…',
      kind: SymbolKind.Function,
      range: tree.lines.rangeOf(layer),
      selectionRange: tree.lines.rangeOf(layer.name),
      children: layer.block ? layersOf(tree, layer.block) : [],
    }));
}

/** The protocol asks for a name that is not empty. */
function nameOf(tree: Tree, declaration: DeclarationNode): string {
  if (declaration.kind === 'experiment') {
    return declaration.title.kind === 'string' ? declaration.title.value || '…' : 'experiment';
  }
  if (declaration.kind === 'cotrain') {
    return declaration.on.map(({ text }) => text).join(' <-> ') || declaration.kind;
  }
  return declaration.name?.text || tree.text.slice(declaration.keyword.from, declaration.keyword.to);
}

/** Every place that uses a declared name, and what it means there. */
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import type { SymbolKind } from '../grammar/forms';
import { isMissing, type BlockDeclaration, type NameNode, type Value } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import type { DeclaredSymbol, Symbols } from './symbols';

export interface Reference {
  readonly node: NameNode;
  /** What may stand there. */
  readonly expected: readonly SymbolKind[];
  /** Null when nothing of that name is declared. */
  readonly symbol: DeclaredSymbol | null;
}

export interface References {
  /** In the order of the text. */
  readonly all: readonly Reference[];
  of(node: NameNode): Reference | undefined;
}

/**
 * A bare word among values is a reference only when a constant of that name is declared; otherwise it is a word of its
 * place (`relu`, `same`), which the checks judge.
 */
export function collectReferences(tree: Tree, symbols: Symbols): References {
  const byNode = new Map<NameNode, Reference>();
  const refer = (node: NameNode, ...expected: readonly SymbolKind[]): void => {
    if (!isMissing(node)) byNode.set(node, { node, expected, symbol: symbols.find(node.text) ?? null });
  };
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'word':
        if (symbols.find(value.name.text)?.kind === 'let') refer(value.name, 'let');
        return;
      case 'call':
        for (const argument of value.args) visit(argument.value);
        return;
      case 'list':
        value.items.forEach(visit);
        return;
      case 'range':
        visit(value.first);
        visit(value.last);
        return;
      case 'as':
        visit(value.columns);
        visit(value.type);
        return;
      case 'selection':
        refer(value.data, 'data');
        return;
      case 'member':
        refer(value.object, symbols.find(value.object.text)?.kind === 'task' ? 'task' : 'data');
        return;
      default:
    }
  };
  for (const declaration of tree.file.declarations) {
    if (declaration.kind === 'let') visit(declaration.value);
    else if (declaration.kind === 'input') {
      visit(declaration.columns);
      if (declaration.type) visit(declaration.type);
    } else if (declaration.kind !== 'experiment') {
      for (const name of declaration.on) refer(name, ...(declarationForms[declaration.kind].on ?? []));
      visitBlock(declaration, declaration.block, visit, refer);
    }
  }
  return { all: [...byNode.values()], of: (node) => byNode.get(node) };
}

function visitBlock(
  declaration: BlockDeclaration,
  block: BlockDeclaration['block'],
  visit: (value: Value) => void,
  refer: (node: NameNode, ...expected: readonly SymbolKind[]) => void,
): void {
  const { properties } = declarationForms[declaration.kind];
  for (const entry of block.entries) {
    if (entry.kind === 'layer') {
      for (const argument of entry.args) visit(argument.value);
      if (entry.block) visitBlock(declaration, entry.block, visit, refer);
      continue;
    }
    const form = entryOf(properties, entry.name.text)?.value;
    if (declaration.kind === 'sweep' && !Object.hasOwn(properties, entry.name.text)) refer(entry.name, 'let');
    if (form?.kind === 'symbol' && entry.value.kind === 'word') refer(entry.value.name, ...form.of);
    else if (form?.kind === 'call' && entry.value.kind === 'call') {
      const watches = entryOf(form.forms, entry.value.name.text)?.watches;
      for (const [index, { value }] of entry.value.args.entries()) {
        if (watches && index === 0 && value.kind === 'member') refer(value.object, 'task');
        else visit(value);
      }
    } else if (form?.kind !== 'column') visit(entry.value);
  }
}

/** What the names of a declaration are, as far as that can be said without knowing what is declared beside it. */
import { declarationNamed } from './check/catalog-names';
import { declarationForms } from './grammar/declarations';
import { entryOf } from './grammar/entry-of';
import type { PropertyForm, SymbolKind } from './grammar/forms';
import type { Symbols } from './resolve/symbols';
import { visitUses, type Use } from './resolve/uses';
import { childrenOf } from './syntax/children';
import { originOf } from './syntax/moved-declaration';
import type { DeclarationNode, NameNode, SyntaxNode, Value } from './syntax/nodes';
import type { Tree } from './syntax/parser';

/** A declared name is of the kind of its declaration. */
export type WordClass =
  | SymbolKind
  | 'keyword'
  | 'property'
  | 'argument'
  | 'layer'
  | 'method'
  | 'word'
  | 'column'
  | 'string'
  | 'number'
  | 'comment'
  | 'sign';

export interface NameMark {
  /** Offset of the name in the declaration. */
  readonly at: number;
  /** What it is, or what it is where these names are declared. */
  readonly of: WordClass | ((symbols: Symbols) => WordClass | undefined);
}

/** Kept for each declaration, wherever it is moved to. */
const marks = new WeakMap<DeclarationNode, readonly NameMark[]>();

export function nameMarksOf(tree: Tree, declaration: DeclarationNode): readonly NameMark[] {
  const origin = originOf(declaration);
  let known = marks.get(origin);
  if (!known) marks.set(origin, (known = findMarks(tree, declaration)));
  return known;
}

function findMarks({ text }: Tree, declaration: DeclarationNode): readonly NameMark[] {
  const found: NameMark[] = [];
  const uses = new Map<NameNode, Use>();
  visitUses(declaration, (use) => uses.set(use.node, use));
  const mark = (offset: number, of: NameMark['of']): void => {
    found.push({ at: offset - declaration.from, of });
  };
  /** The kind of what the name stands for, else what it is otherwise. */
  const markName = (name: NameNode, otherwise?: WordClass): void => {
    const use = uses.get(name);
    if (use) mark(name.from, (symbols) => kindOf(symbols, use) ?? otherwise);
    else if (otherwise) mark(name.from, otherwise);
  };
  /** The word `as` before a type. */
  const markAs = (type: Value): void => mark(text.lastIndexOf('as', type.from - 1), 'keyword');

  const visitValue = (value: Value, isColumn: boolean): void => {
    switch (value.kind) {
      case 'word':
        markName(value.name, isColumn ? 'column' : 'word');
        return;
      case 'flag':
        mark(value.from, 'keyword');
        return;
      case 'member': {
        const owner = uses.get(value.object);
        markName(value.object);
        mark(value.member.from, (symbols) =>
          owner && kindOf(symbols, owner) === 'task' ? 'word' : 'column',
        );
        return;
      }
      case 'selection':
        markName(value.data);
        for (const item of value.items) visitValue(item, true);
        return;
      case 'call':
        mark(value.name.from, 'method');
        break;
      case 'as':
        markAs(value.type);
        break;
      default:
    }
    for (const child of childrenOf(value)) visit(child, isColumn);
  };

  const visit = (node: SyntaxNode, isColumn = false): void => {
    switch (node.kind) {
      case 'name':
        return;
      case 'property': {
        const form = propertyForm(declaration, node.name);
        markName(node.name, form ? 'property' : undefined);
        visitValue(node.value, form?.value.kind === 'column' || form?.value.kind === 'split');
        return;
      }
      case 'layer':
        if (declarationNamed('layer', node.name.text)) mark(node.name.from, 'layer');
        for (const child of childrenOf(node)) visit(child);
        return;
      case 'argument':
        if (node.name) mark(node.name.from, 'argument');
        visitValue(node.value, false);
        return;
      case 'block':
        for (const entry of node.entries) visit(entry);
        return;
      default:
        if (isValue(node)) visitValue(node, isColumn);
    }
  };

  mark(declaration.keyword.from, 'keyword');
  if (declaration.kind === 'input' && declaration.type) markAs(declaration.type);
  for (const child of childrenOf(declaration)) {
    if (child.kind !== 'name') visit(child);
    else mark(child.from, (symbols) => symbols.find(child.text)?.kind);
  }
  return found;
}

function kindOf(symbols: Symbols, { node, as }: Use): SymbolKind | undefined {
  const kind = symbols.find(node.text)?.kind;
  return as === 'word' && kind !== 'let' ? undefined : kind;
}

function propertyForm({ kind }: DeclarationNode, name: NameNode): PropertyForm | undefined {
  return entryOf(declarationForms[kind].properties, name.text);
}

const isValue = (node: SyntaxNode): node is Value => valueKinds.has(node.kind as Value['kind']);

const valueKinds = new Set<Value['kind']>([
  'number',
  'string',
  'flag',
  'word',
  'member',
  'selection',
  'list',
  'range',
  'call',
  'as',
  'missing',
]);

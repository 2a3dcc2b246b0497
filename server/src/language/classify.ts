/** What each word of a text is, for colours that follow the meaning: declared names, the catalog, columns, properties. */
import { declarationNamed } from './check/catalog-names';
import { declarationForms } from './grammar/declarations';
import { entryOf } from './grammar/entry-of';
import type { PropertyForm, SymbolKind } from './grammar/forms';
import type { References } from './resolve/references';
import type { Symbols } from './resolve/symbols';
import { childrenOf } from './syntax/children';
import type { DeclarationNode, NameNode, Span, SyntaxNode, Value } from './syntax/nodes';
import type { Tree } from './syntax/parser';
import { tokenEnd, TokenKind } from './syntax/tokens';

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

export interface ClassifiedWord extends Span {
  readonly of: WordClass;
  /** Where the name is declared, and not used. */
  readonly declares: boolean;
}

interface Resolved {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly references: References;
}

/** In the order of the text; words that nothing is known of are left out. */
export function classify(resolved: Resolved): readonly ClassifiedWord[] {
  const { text, tokens } = resolved.tree;
  const names = classifyNames(resolved);
  const words: ClassifiedWord[] = [];
  for (let index = 0; index < tokens.count; index += 1) {
    const kind = tokens.kinds[index] as TokenKind;
    const from = tokens.starts[index]!;
    const of = kind === TokenKind.Name ? names.get(from) : classOfToken[kind];
    if (!of) continue;
    const to = tokenEnd(tokens, index);
    const declares =
      kind === TokenKind.Name && resolved.symbols.find(text.slice(from, to))?.nameNode.from === from;
    words.push({ from, to, of, declares });
  }
  return words;
}

const classOfToken: Partial<Record<TokenKind, WordClass>> = {
  [TokenKind.LineComment]: 'comment',
  [TokenKind.BlockComment]: 'comment',
  [TokenKind.String]: 'string',
  [TokenKind.Number]: 'number',
  [TokenKind.Link]: 'sign',
};

/** By the offset at which a name begins. */
function classifyNames({ tree, symbols, references }: Resolved): ReadonlyMap<number, WordClass> {
  const classes = new Map<number, WordClass>();
  const mark = (name: NameNode | null, of: WordClass): void => {
    if (name) classes.set(name.from, of);
  };

  const visitValue = (value: Value, isColumn: boolean): void => {
    switch (value.kind) {
      case 'word':
        mark(value.name, references.of(value.name)?.symbol?.kind ?? (isColumn ? 'column' : 'word'));
        return;
      case 'flag':
        classes.set(value.from, 'keyword');
        return;
      case 'member': {
        const owner = references.of(value.object)?.symbol?.kind;
        if (owner) mark(value.object, owner);
        mark(value.member, owner === 'task' ? 'word' : 'column');
        return;
      }
      case 'selection': {
        const owner = references.of(value.data)?.symbol?.kind;
        if (owner) mark(value.data, owner);
        for (const item of value.items) visitValue(item, true);
        return;
      }
      case 'call':
        mark(value.name, 'method');
        break;
      case 'as':
        classes.set(asBefore(tree, value.type), 'keyword');
        break;
      default:
    }
    for (const child of childrenOf(value)) visit(child, isColumn, null);
  };

  const visit = (node: SyntaxNode, isColumn: boolean, declaration: DeclarationNode | null): void => {
    switch (node.kind) {
      case 'name':
        return;
      case 'property': {
        const form = declaration && propertyForm(declaration, node.name);
        const symbol = references.of(node.name)?.symbol;
        if (form || symbol) mark(node.name, symbol ? symbol.kind : 'property');
        visitValue(node.value, form?.value.kind === 'column' || form?.value.kind === 'split');
        return;
      }
      case 'layer':
        if (declarationNamed('layer', node.name.text)) mark(node.name, 'layer');
        for (const child of childrenOf(node)) visit(child, false, declaration);
        return;
      case 'argument':
        mark(node.name, 'argument');
        visitValue(node.value, false);
        return;
      case 'block':
        for (const entry of node.entries) visit(entry, false, declaration);
        return;
      default:
        if (isValue(node)) visitValue(node, isColumn);
    }
  };

  for (const declaration of tree.file.declarations) {
    classes.set(declaration.keyword.from, 'keyword');
    if (declaration.kind === 'input' && declaration.type)
      classes.set(asBefore(tree, declaration.type), 'keyword');
    for (const child of childrenOf(declaration)) {
      if (child.kind !== 'name') visit(child, false, declaration);
      else {
        const symbol = references.of(child)?.symbol ?? symbols.find(child.text);
        if (symbol) mark(child, symbol.kind);
      }
    }
  }
  return classes;
}

function propertyForm({ kind }: DeclarationNode, name: NameNode): PropertyForm | undefined {
  return entryOf(declarationForms[kind].properties, name.text);
}

/** The offset of the word `as` before a type. */
const asBefore = ({ text }: Tree, type: Value): number => text.lastIndexOf('as', type.from - 1);

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

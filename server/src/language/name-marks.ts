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
  readonly of: WordClass | NameUse | MemberUse;
  /** It is the name that is declared here. */
  readonly declares: boolean;
}

/** A name that is of the kind of what it stands for, if it stands for something. */
interface NameUse {
  readonly name: string;
  /** It can stand for a constant alone. */
  readonly isWord: boolean;
  readonly otherwise: WordClass | undefined;
}

/** What a task measures, or a column of a data set. */
interface MemberUse {
  readonly owner: string;
}

/** What a marked name is, where these names are declared. */
export function classOf({ of }: NameMark, symbols: Symbols): WordClass | undefined {
  if (typeof of === 'string') return of;
  if ('owner' in of) return symbols.find(of.owner)?.kind === 'task' ? 'word' : 'column';
  const kind = symbols.find(of.name)?.kind;
  return (of.isWord && kind !== 'let' ? undefined : kind) ?? of.otherwise;
}

/** The name whose kind decides what a marked name is; null where that is known without it. */
export const nameBehind = ({ of }: NameMark): string | null =>
  typeof of === 'string' ? null : 'owner' in of ? of.owner : of.name;

/** In the order of the text. Not kept: what is drawn with them is. */
export const nameMarksOf = (tree: Tree, declaration: DeclarationNode): readonly NameMark[] =>
  findMarks(originOf(declaration), tree.text.slice(declaration.from, declaration.to));

/** `written` is that of the declaration alone. */
function findMarks(declaration: DeclarationNode, written: string): readonly NameMark[] {
  const found: NameMark[] = [];
  const uses = new Map<NameNode, Use>();
  visitUses(declaration, (use) => uses.set(use.node, use));
  const mark = (offset: number, of: NameMark['of']): void => {
    found.push({ at: offset - declaration.from, of, declares: false });
  };
  /** The kind of what the name stands for, else what it is otherwise. */
  const markName = (name: NameNode, otherwise?: WordClass): void => {
    const use = uses.get(name);
    if (use) mark(name.from, { name: name.text, isWord: use.as === 'word', otherwise });
    else if (otherwise) mark(name.from, otherwise);
  };
  /** The word `as` before a type. */
  const markAs = (type: Value): void => {
    const at = written.lastIndexOf('as', type.from - declaration.from - 1);
    mark(declaration.from + at, 'keyword');
  };

  const visitValue = (value: Value, isColumn: boolean): void => {
    switch (value.kind) {
      case 'word':
        markName(value.name, isColumn ? 'column' : 'word');
        return;
      case 'flag':
        mark(value.from, 'keyword');
        return;
      case 'member':
        markName(value.object);
        mark(value.member.from, uses.has(value.object) ? { owner: value.object.text } : 'column');
        return;
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
  const declared = declaration.kind === 'experiment' ? null : declaration.name;
  for (const child of childrenOf(declaration)) {
    if (child.kind !== 'name') visit(child);
    else
      found.push({
        at: child.from - declaration.from,
        of: { name: child.text, isWord: false, otherwise: undefined },
        declares: child === declared,
      });
  }
  return found.toSorted((a, b) => a.at - b.at);
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

/** The names in a declaration that may stand for declared ones: all that can be said without knowing what is declared. */
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import type { SymbolKind } from '../grammar/forms';
import { fitted } from '../syntax/fitted';
import { originOf } from '../syntax/moved-declaration';
import {
  isMissing,
  type BlockDeclaration,
  type DeclarationNode,
  type NameNode,
  type Value,
} from '../syntax/nodes';

export interface Use {
  readonly node: NameNode;
  /**
   * A `word` among values stands for a constant where one of that name is declared; otherwise it is a word of its place (`relu`, `same`), which the
   * checks judge. The `owner` of a member is a task or a data set. Any other name stands for a declaration, whether there is one or not.
   */
  readonly as: 'name' | 'word' | 'owner';
  /** What may stand there. */
  readonly expected: readonly SymbolKind[];
}

/** In the order of the text. */
export function visitUses(declaration: DeclarationNode, use: (use: Use) => void): void {
  const say = (as: Use['as'], node: NameNode, ...expected: readonly SymbolKind[]): void => {
    if (!isMissing(node)) use({ node, as, expected });
  };
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'word':
        say('word', value.name, 'let');
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
        say('name', value.data, 'data');
        return;
      case 'member':
        say('owner', value.object, 'data', 'task');
        return;
      default:
    }
  };
  if (declaration.kind === 'let') visit(declaration.value);
  else if (declaration.kind === 'input') {
    visit(declaration.columns);
    if (declaration.type) visit(declaration.type);
  } else if (declaration.kind !== 'experiment') {
    for (const name of declaration.on) say('name', name, ...(declarationForms[declaration.kind].on ?? []));
    visitBlock(declaration, declaration.block, visit, (node, ...expected) => say('name', node, ...expected));
  }
}

/** Each once. */
export interface UsedNames {
  /** Those that stand for a constant or for nothing. */
  readonly words: readonly string[];
  readonly names: readonly string[];
}

/** Kept for each declaration, wherever it is moved to. */
const usedNames = new WeakMap<DeclarationNode, UsedNames>();

export function namesUsedIn(declaration: DeclarationNode): UsedNames {
  const origin = originOf(declaration);
  const known = usedNames.get(origin);
  if (known) return known;
  const words = new Set<string>();
  const names = new Set<string>();
  visitUses(origin, ({ node, as }) => (as === 'word' ? words : names).add(node.text));
  const used = { words: fitted([...words]), names: fitted([...names]) };
  usedNames.set(origin, used);
  return used;
}

/** Whether the name stands in the declaration where it may mean something that is declared elsewhere. */
export function mentions(declaration: DeclarationNode, name: string): boolean {
  const { words, names } = namesUsedIn(declaration);
  return names.includes(name) || words.includes(name);
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
    if (declaration.kind === 'sweep') {
      // What is a property of `train` may be a constant of the same name too.
      if (Object.hasOwn(properties, entry.name.text))
        visit({ ...entry.name, kind: 'word', name: entry.name });
      else refer(entry.name, 'let');
    }
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

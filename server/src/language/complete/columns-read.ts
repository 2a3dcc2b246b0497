/** The columns of a data set that a text names anywhere: in inputs, targets and the data set's own properties. */
import { readColumnName } from '../check/find-column';
import { childrenOf } from '../syntax/children';
import { fitted } from '../syntax/fitted';
import type { DeclarationNode, RangeValue, SyntaxNode, Value } from '../syntax/nodes';
import { originsOf } from '../syntax/origins';
import type { Tree } from '../syntax/parser';

export function columnsReadOf(tree: Tree, data: string): ReadonlySet<string> {
  const names = new Set<string>();
  /** Many inputs read the same range, which is spelled out once. */
  const ranges = new Set<string>();
  // Where they stand does not matter.
  for (const declaration of originsOf(tree.file.declarations)) {
    for (const node of columnsNamedIn(declaration)) {
      if (node.kind === 'member' && node.object.text === data) names.add(node.member.text);
      if (node.kind !== 'selection' || node.data.text !== data) continue;
      for (const item of node.items) {
        const range = item.kind === 'range' ? describeRange(item) : null;
        if (range !== null && ranges.has(range)) continue;
        if (range !== null) ranges.add(range);
        for (const name of namesOf(item)) names.add(name);
      }
    }
    if (declaration.kind !== 'data' || declaration.name?.text !== data) continue;
    // `split: fold`, `stratify: label`: the words that stand alone are columns.
    for (const entry of declaration.block.entries)
      if (entry.kind === 'property' && entry.name.text !== 'stratify' && entry.value.kind === 'word')
        names.add(entry.value.name.text);
  }
  return names;
}

type NamesColumns = Extract<Value, { readonly kind: 'member' | 'selection' }>;

/** Kept for each declaration, as it was first read. */
const known = new WeakMap<DeclarationNode, readonly NamesColumns[]>();

function columnsNamedIn(declaration: DeclarationNode): readonly NamesColumns[] {
  let nodes = known.get(declaration);
  if (!nodes) {
    const found: NamesColumns[] = [];
    const visit = (node: SyntaxNode): void => {
      // Arguments of layers name no columns, and most of a long text is layers.
      if (node.kind === 'layer') return;
      if (node.kind === 'member' || node.kind === 'selection') found.push(node);
      for (const child of childrenOf(node)) visit(child);
    };
    visit(declaration);
    known.set(declaration, (nodes = fitted(found)));
  }
  return nodes;
}

const describeRange = ({ first, last }: RangeValue): string =>
  `${readColumnName(first)}..${readColumnName(last)}`;

/** Longer ranges than any table has are not spelled out. */
const longest = 100_000;

function namesOf(item: Value): readonly string[] {
  if (item.kind !== 'range') return [readColumnName(item) ?? ''];
  const [, stem = '', first = ''] = /^(.*?)(\d+)$/s.exec(readColumnName(item.first) ?? '') ?? [];
  const last = /\d+$/.exec(readColumnName(item.last) ?? '')?.[0] ?? '';
  const count = Math.min(longest, Number(last) - Number(first) + 1);
  const width = first.startsWith('0') ? first.length : 0;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => stem + String(Number(first) + index).padStart(width, '0'),
  );
}

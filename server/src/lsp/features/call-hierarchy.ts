/** The sharing graph as a call hierarchy: who uses a data set, input, block or task, and what that stands on. */
import type { CallHierarchyItem, Range } from '../protocol';
import type { Analysis } from '../../language/analyse';
import { definitionAt } from '../../language/resolve/find-definition';
import { declaredName } from '../../language/resolve/file-names';
import { usesIn, usesOf, type Use } from '../../language/resolve/sharing-graph';
import type { DeclarationNode } from '../../language/syntax/nodes';
import type { Feature } from '../feature';
import { symbolOf } from '../outline';

export const callHierarchy: Feature = {
  capabilities: { callHierarchyProvider: true },
  serve: ({ connection, analyses }) => {
    connection.languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) => {
      const analysis = analyses.of(uri);
      const symbol = analysis && definitionAt(analysis, analysis.tree.lines.offsetAt(position));
      return symbol && symbol.kind !== 'let' ? [toItem(analysis, symbol.declaration)] : null;
    });
    connection.languages.callHierarchy.onIncomingCalls(({ item }) => {
      const analysis = analyses.of(item.uri);
      const called = analysis && declarationOf(analysis, item);
      if (!called) return null;
      const name = declaredName(called);
      const symbol = name === null ? undefined : analysis.symbols.find(name);
      const uses = symbol?.declaration === called ? usesOf(analysis, symbol) : [];
      return [...grouped(uses, ({ by }) => by)].map(([by, own]) => ({
        from: toItem(analysis, by),
        fromRanges: rangesOf(analysis, own),
      }));
    });
    connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
      const analysis = analyses.of(item.uri);
      const calling = analysis && declarationOf(analysis, item);
      if (!calling) return null;
      const uses = usesIn(analysis, calling);
      return [...grouped(uses, ({ symbol }) => symbol.declaration)].map(([declaration, own]) => ({
        to: toItem(analysis, declaration),
        fromRanges: rangesOf(analysis, own),
      }));
    });
  },
};

function toItem({ uri, tree }: Analysis, declaration: DeclarationNode): CallHierarchyItem {
  const { name, detail, kind, range, selectionRange } = symbolOf(tree, declaration);
  return { name, kind, uri, range, selectionRange, ...(detail === undefined ? {} : { detail }) };
}

/** The text may have changed since the item was made: what stands there now is meant, if it still has that name. */
function declarationOf({ tree }: Analysis, item: CallHierarchyItem): DeclarationNode | undefined {
  const offset = tree.lines.offsetAt(item.selectionRange.start);
  const { declarations } = tree.file;
  const here = declarations.find(({ from, to }) => from <= offset && offset <= to);
  return here && symbolOf(tree, here).name === item.name
    ? here
    : declarations.find((declaration) => symbolOf(tree, declaration).name === item.name);
}

const rangesOf = ({ tree }: Analysis, uses: readonly Use[]): Range[] =>
  uses.map(({ reference }) => tree.lines.rangeOf(reference.node));

function grouped<K>(uses: readonly Use[], keyOf: (use: Use) => K): ReadonlyMap<K, readonly Use[]> {
  const groups = new Map<K, Use[]>();
  for (const use of uses) {
    const group = groups.get(keyOf(use));
    if (group) group.push(use);
    else groups.set(keyOf(use), [use]);
  }
  return groups;
}

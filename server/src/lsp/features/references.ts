/** Where a name is used: in the references of the file, and marked in the text around the cursor. */
import { DocumentHighlightKind, type DocumentHighlight, type Location } from '../protocol';
import type { Analysis } from '../../language/analyse';
import { definitionAt } from '../../language/resolve/find-definition';
import type { NameNode } from '../../language/syntax/nodes';
import type { Feature } from '../feature';

export const references: Feature = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  serve: ({ connection, analyses }) => {
    connection.onReferences(({ textDocument: { uri }, position, context }): Location[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      const { lines } = analysis.tree;
      const { declaration, uses } = namesAt(analysis, lines.offsetAt(position));
      const names = context.includeDeclaration ? [...declaration, ...uses] : uses;
      return names.map((name) => ({ uri, range: lines.rangeOf(name) }));
    });
    connection.onDocumentHighlight(({ textDocument: { uri }, position }): DocumentHighlight[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      const { lines } = analysis.tree;
      const { declaration, uses } = namesAt(analysis, lines.offsetAt(position));
      return [
        ...declaration.map((name) => ({ range: lines.rangeOf(name), kind: DocumentHighlightKind.Write })),
        ...uses.map((name) => ({ range: lines.rangeOf(name), kind: DocumentHighlightKind.Read })),
      ];
    });
  },
};

/** Both are empty where no declared name stands. */
function namesAt(
  analysis: Analysis,
  offset: number,
): { readonly declaration: readonly NameNode[]; readonly uses: readonly NameNode[] } {
  const symbol = definitionAt(analysis, offset);
  if (!symbol) return { declaration: [], uses: [] };
  return { declaration: [symbol.nameNode], uses: analysis.references.to(symbol).map(({ node }) => node) };
}

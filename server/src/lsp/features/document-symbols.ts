/** The outline, as the editor's own view and breadcrumbs show it. */
import type { Feature } from '../feature';
import { outlineOf } from '../outline';

export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: true },
  serve: ({ connection, analyses }) => {
    connection.onDocumentSymbol(({ textDocument }) => {
      const tree = analyses.of(textDocument.uri)?.tree;
      return tree ? outlineOf(tree) : [];
    });
  },
};

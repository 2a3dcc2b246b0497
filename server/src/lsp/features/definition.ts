/** Go to definition: from a name to the declaration that it stands for. */
import type { LocationLink } from '../protocol';
import { definitionAt } from '../../language/resolve/find-definition';
import type { Feature } from '../feature';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  serve: ({ connection, analyses, client }) => {
    connection.onDefinition(({ textDocument: { uri }, position }) => {
      const analysis = analyses.of(uri);
      if (!analysis) return null;
      const { lines } = analysis.tree;
      const symbol = definitionAt(analysis, lines.offsetAt(position));
      if (!symbol) return null;
      const range = lines.rangeOf(symbol.nameNode);
      if (!client.textDocument?.definition?.linkSupport) return { uri, range };
      const link: LocationLink = {
        targetUri: uri,
        targetRange: lines.rangeOf(symbol.declaration),
        targetSelectionRange: range,
      };
      return [link];
    });
  },
};

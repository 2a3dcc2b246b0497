/** Go to type definition: from a column, an input, a block or a task to the data sets that it comes from. */
import type { Location } from '../protocol';
import { dataBehind } from '../../language/resolve/sharing-graph';
import type { Feature } from '../feature';
import { meaningAt } from '../meaning';

export const typeDefinition: Feature = {
  capabilities: { typeDefinitionProvider: true },
  serve: ({ connection, analyses }) => {
    connection.onTypeDefinition(({ textDocument: { uri }, position }): Location[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      const { lines } = analysis.tree;
      const meaning = meaningAt(analysis, lines.offsetAt(position));
      const symbol =
        meaning?.kind === 'column'
          ? meaning.data.symbol
          : meaning?.kind === 'symbol'
            ? meaning.symbol
            : undefined;
      if (!symbol) return [];
      return dataBehind(analysis, symbol).map(({ nameNode }) => ({ uri, range: lines.rangeOf(nameNode) }));
    });
  },
};

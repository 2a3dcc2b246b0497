/** `Train | Architecture` above the first declaration and above `train`. The commands are the client's. */
import type { CodeLens } from 'vscode-languageserver/node';
import { text } from '../../../../contract/text';
import type { Feature } from '../feature';

export const codeLenses: Feature = {
  capabilities: { codeLensProvider: {} },
  serve: ({ connection, analyses, say }) => {
    connection.onCodeLens(({ textDocument: { uri } }): CodeLens[] => {
      const tree = analyses.of(uri)?.tree;
      if (!tree) return [];
      const { declarations } = tree.file;
      const places = new Set([declarations[0], declarations.find(({ kind }) => kind === 'train')]);
      return [...places].flatMap((declaration) => {
        if (!declaration) return [];
        const range = tree.lines.rangeOf(declaration.keyword);
        return [
          { range, command: { title: say(text('Train')), command: 'mtl.trainExperiment', arguments: [uri] } },
          {
            range,
            command: { title: say(text('Architecture')), command: 'mtl.showArchitecture', arguments: [uri] },
          },
        ];
      });
    });
  },
};

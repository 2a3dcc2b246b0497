/** Hints and hover of a block whose layers are shared as copies. */
import { expect, test } from 'vitest';
import type { Hover, InlayHint, MarkupContent } from 'vscode-languageserver-protocol/node';
import { LanguageClient } from '../support/language-client';

test('tell the parameters of all copies, and how many there are where one layer is meant', async () => {
  const client = await LanguageClient.start();
  const text = `data d { source: "none.csv" }
input x = d[f0..f3] as numbers
shared trunk(x) { sharing: mmoe(experts: 3); dense(8, relu) }
task kind(trunk) { predict: d.label as classes(10) }
task size(trunk) { predict: d.size as number }
`;
  const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
  const hints = await client.withText(text, (opened) =>
    client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: opened.uri },
      range,
    }),
  );
  // Three experts of 4 8 + 8, and two gates of 4 3.
  expect(hints.map(({ label, tooltip }) => [label, tooltip])).toEqual([
    ['144 parameters', undefined],
    [
      '8',
      'Output `8`, 40 parameters. 32 multiply-adds a row. This is one of the 3 copies that the block has of the layer.',
    ],
  ]);
  const hover = await client.withText(text, ({ uri }) =>
    client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: text.split('\n')[2]!.indexOf('mmoe') },
    }),
  );
  const page = (hover.contents as MarkupContent).value;
  expect(page).toContain('mmoe(experts: 4)');
  expect(page).toContain('KDD 2018');
  await client.stop();
});

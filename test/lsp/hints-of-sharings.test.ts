/** Hints and hover of layers that are shared as copies, or by networks. */
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

test('tell of layers that networks have in common, and what sharing them is', async () => {
  const client = await LanguageClient.start();
  const text = `data d { source: "none.csv" }
input x = d[f0..f3] as numbers
input z = d[g0..g3] as numbers
network left(x) { flatten; dense(8, relu); dense(2) }
network right(z) { flatten; dense(8, relu) }
task kind(left, right) { predict: d.label as classes(10) }
cotrain left <-> right { task: kind; share: parameters(first: 2) }
`;
  const range = { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } };
  const hints = await client.withText(text, (opened) =>
    client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: opened.uri },
      range,
    }),
  );
  const common = hints.filter(({ tooltip }) => String(tooltip).includes('shared by'));
  expect(common.map(({ tooltip }) => tooltip)).toEqual(
    Array.from(
      { length: 2 },
      () =>
        'Output `8`, 40 parameters. 32 multiply-adds a row. Its parameters are shared by `left`, `right`.',
    ),
  );
  const hoverAt = (line: number, word: string) =>
    client.withText(text, ({ uri }) =>
      client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri },
        position: { line, character: text.split('\n')[line]!.indexOf(word) },
      }),
    );
  const pageAt = async (line: number, word: string) =>
    ((await hoverAt(line, word)).contents as MarkupContent).value;
  expect(await pageAt(6, 'parameters')).toContain('Caruana');
  expect(await pageAt(6, 'first')).toContain('How many of the first layers');
  expect(await pageAt(6, 'share')).toContain('What the networks share while they learn');
  await client.stop();
});

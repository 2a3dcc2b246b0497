/** What privacy spends stands behind it. */
import { expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver-protocol/node';
import { LanguageClient } from '../support/language-client';

const text = (privacy: string): string => `data d { source: "none.csv"; client: home }
input x = d[f0..f3] as numbers
task size(x) { predict: d.size as number }
train { federated: average(rounds: 20, fraction: 10%); privacy: ${privacy} }
`;

test.each([
  ['gaussian(noise: 1, delta: 1e-5)', ['epsilon 4.22 after 20 rounds']],
  ['gaussian(noise: 0)', []],
] as const)('%s', async (privacy, labels) => {
  const client = await LanguageClient.start();
  const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
  const hints = await client.withText(text(privacy), ({ uri }) =>
    client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range }),
  );
  expect(hints.map(({ label }) => label)).toEqual(labels);
  await client.stop();
});

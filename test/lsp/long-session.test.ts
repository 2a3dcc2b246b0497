/**
 * A long session of typing leaves nothing behind: the server's heap stays as large as it is. `MTL_KEYS=3000` types for ten minutes' worth of
 * keys, five a second. The engine's compilers are switched off: their code, a tenth of the heap, would hide what is ours.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DocumentDiagnosticReport, SemanticTokens } from 'vscode-languageserver-protocol/node';
import { createEdits } from '../support/edits';
import { examplesFolder, LanguageClient, positionAt, type OpenDocument } from '../support/language-client';

const keys = Number(process.env['MTL_KEYS'] ?? 600);
/** Keys until the heap has settled: caches of a fixed size fill, and the engine keeps what it first learns of the code. */
const warmUp = 1000;
const examples = ['numerals', 'founding', 'two-views'];

/** All that an editor asks for after a key, as it would: without waiting for one answer to ask for the next. */
async function askAll(
  client: LanguageClient,
  document: OpenDocument,
  offset: number,
  before: { readonly tokens: string; readonly diagnostics: string },
): Promise<typeof before> {
  const { uri, text } = document;
  const position = positionAt(text, offset);
  const range = { start: { line: 0, character: 0 }, end: positionAt(text, text.length) };
  const ask = <R>(method: string, params: object = {}): Promise<R> =>
    client.connection.sendRequest<R>(method, { textDocument: { uri }, ...params });
  const [diagnostics, tokens] = await Promise.all([
    client.pull(document, before.diagnostics),
    ask<SemanticTokens>('textDocument/semanticTokens/full/delta', { previousResultId: before.tokens }),
    ask('textDocument/completion', { position }),
    ask('textDocument/hover', { position }),
    ask('textDocument/inlayHint', { range }),
    ask('textDocument/signatureHelp', { position }),
    ask('textDocument/documentHighlight', { position }),
    ask('textDocument/documentSymbol'),
    ask('textDocument/foldingRange'),
    ask('textDocument/codeAction', {
      range: { start: position, end: position },
      context: { diagnostics: [] },
    }),
  ] satisfies readonly [Promise<DocumentDiagnosticReport>, Promise<SemanticTokens>, ...Promise<unknown>[]]);
  return {
    tokens: tokens.resultId ?? before.tokens,
    diagnostics: diagnostics.resultId ?? before.diagnostics,
  };
}

/** The least of what is seen within a second: what is left behind stays, what answers and reads under way hold goes. */
async function heapAtRest(client: LanguageClient): Promise<number> {
  const seen: number[] = [];
  for (let look = 0; look < 4; look += 1) {
    if (look > 0) await setTimeout(300);
    seen.push(await client.heap());
  }
  return Math.min(...seen);
}

test(`${keys} keys leave the heap as it was`, async () => {
  const client = await LanguageClient.start({ measured: true, pull: true });
  const random = createEdits(5);
  const open = (name: string): Promise<OpenDocument> => {
    const file = join(examplesFolder, `${name}.mtl`);
    return client.open(file, readFileSync(file, 'utf8'));
  };
  /** Every key is taken back by the next, so that the text is as long at the end as at the beginning. */
  const type = async (count: number): Promise<void> => {
    let asked = { tokens: '', diagnostics: '' };
    for (let key = 0; key < count; key += 2) {
      // Now and then another file is looked at, and closed again.
      if (key % 100 === 0) {
        const other = await open(examples[1 + random.below(examples.length - 1)]!);
        await askAll(client, other, random.below(other.text.length), asked);
        await client.close(other);
      }
      const { offset, length, inserted } = random.next(document.text);
      const removed = document.text.slice(offset, offset + length);
      await client.edit(document, offset, length, inserted);
      asked = await askAll(client, document, offset, asked);
      await client.edit(document, offset, inserted.length, removed);
      asked = await askAll(client, document, offset, asked);
    }
  };
  const document = await open(examples[0]!);
  // Read to the end: whether reading is done before a document is closed again is a matter of chance.
  for (const name of examples.slice(1)) {
    const other = await open(name);
    await client.connection.sendRequest('mtl/plan', { uri: other.uri, settings: [] });
    await client.close(other);
  }
  await type(warmUp);
  const grow = async (): Promise<number> => {
    const before = await heapAtRest(client);
    const sizes: number[] = [];
    for (let part = 0; part < 5; part += 1) {
      await type(keys / 5);
      sizes.push(await heapAtRest(client));
    }
    if (process.env['MTL_KEYS']) console.log({ keys, before, sizes });
    return sizes.at(-1)! / before;
  };
  let growth = await grow();
  // What comes once, by chance late, is no growth: as many keys more would leave as much again.
  if (growth >= 1.1) growth = await grow();
  await client.stop();
  expect(growth).toBeLessThan(1.1);
});

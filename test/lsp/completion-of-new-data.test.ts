/** Completion right behind the first look at a data file, over stdio: an editor that was answered with nothing asks no second time. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletionList, Position } from 'vscode-languageserver-protocol/node';
import { LanguageClient, splitMarker, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

const ask = (document: OpenDocument, position: Position): Promise<CompletionList> =>
  client.ask<CompletionList>('textDocument/completion', document, position);

describe('data that is being read', () => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row * 0.5},${row % 3}`).join('\n');
  /** Never read before. */
  const openAt = async (marked: string): Promise<[OpenDocument, Position]> => {
    const directory = temporaryFolder({ 'plants.csv': `height,kind\n${rows}\n` });
    const { text, position } = splitMarker(marked);
    return [await client.open(join(directory, 'new.mtl'), text), position];
  };
  const plants = 'data plants {\n  source: "plants.csv"\n}\n';

  test('is waited for where its columns may stand', async () => {
    const { items } = await ask(...(await openAt(`${plants}input x = plants.<|>`)));
    expect(items.map(({ label }) => label)).toEqual(['height', 'kind']);
  });

  test('is waited for in vain where the text changes', async () => {
    const [document, position] = await openAt(`${plants}input x = plants.<|>`);
    const answer = ask(document, position);
    await client.edit(document, 0, 0, '# ');
    expect((await answer).items).toEqual([]);
  });
});

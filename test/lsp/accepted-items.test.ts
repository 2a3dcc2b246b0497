/** Every word of examples is taken away and completed again: it is among the items, and none of them breaks the syntax. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionList, TextEdit } from 'vscode-languageserver-protocol/node';
import { tokensOf } from '../../server/src/language/syntax/node-at';
import { parse } from '../../server/src/language/syntax/parser';
import { TokenKind } from '../../server/src/language/syntax/tokens';
import { root } from '../house/sources';
import { examplesFolder, LanguageClient, positionAt, type OpenDocument } from '../support/language-client';

let client: LanguageClient;
beforeAll(async () => {
  // What is inserted is text as it is.
  client = await LanguageClient.start({ snippets: false });
});
afterAll(() => client.stop());

interface Offer {
  readonly labels: readonly string[];
  /** The text with each of the items. */
  readonly accepted: readonly string[];
}

async function offerAt(document: OpenDocument, offset: number): Promise<Offer> {
  const position = positionAt(document.text, offset, 'utf-16');
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
  const { text } = document;
  const line = offset - position.character;
  const accepted = items.map(({ textEdit }) => {
    const { newText, range } = textEdit as TextEdit;
    return text.slice(0, line + range.start.character) + newText + text.slice(line + range.end.character);
  });
  return { labels: items.map(({ label }) => label), accepted };
}

/** Names that declarations make up, and what no list can hold: they are not completed. */
const isMadeUp = (text: string, from: number): boolean =>
  /(?:^|\n)(?:data|input|shared|network|task|let) $/.test(text.slice(0, from));

test.each(
  ['numerals', 'two-views']
    .map((name) => join(examplesFolder, `${name}.mtl`))
    .concat(
      ['co-training', 'first-experiment', 'requests'].map((name) => join(root, 'examples', `${name}.mtl`)),
    ),
)('%s', async (file) => {
  const text = readFileSync(file, 'utf8');
  const document = await client.open(file, text);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  for (const { from, to } of tokensOf(parse(text), new Set([TokenKind.Name, TokenKind.Link]))) {
    const word = text.slice(from, to);
    await client.edit(document, from, to - from, '');
    const { labels, accepted } = await offerAt(document, from);
    await client.edit(document, from, 0, word);
    const known = labels.some((label) => label === word || label === `${word}:`);
    expect({ word, from, known }).toEqual({ word, from, known: !isMadeUp(text, from) });
    const broken = labels.filter((_, index) => parse(accepted[index]!).problems.length > 0);
    expect({ word, from, broken }).toEqual({ word, from, broken: [] });
  }
  await client.close(document);
});

/** Asks for completion at the `<|>` of a text beside the examples. */
import { join } from 'node:path';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol/node';
import { examplesFolder, splitMarker, type LanguageClient } from './language-client';

/** Items in the order of their sort text, once the data has been read. */
export async function completeAt(client: LanguageClient, marked: string): Promise<readonly CompletionItem[]> {
  const { text, position } = splitMarker(marked);
  const document = await client.open(join(examplesFolder, 'typed.mtl'), text);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
  await client.close(document);
  return items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

export const data = 'data shapes {\n  source: "shapes.csv"\n}\n';
export const input = `${data}input features = shapes[f0..f27] as numbers\n`;
export const trunk = `${input}shared trunk(features) {\n  dense(8)\n}\n`;

/** What no open document names any more is not read to its end: a read that would take hours gives way. */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { LanguageClient, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

let client: LanguageClient;
let folder: string;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

beforeEach(() => {
  folder = temporaryFolder({ 'a.csv': 'x,y\n1,2\n3,4\n', 'b.csv': 'x,z\n1,2\n3,4\n' });
});
const experiment = (source: string, query: string): string =>
  `data d { source: "${source}"; query: "${query}" }\ninput x = d[x]\ntask t(x) { dense(1); predict: d.nothing as value }\n`;
const endless = 'select count(*) as x from source, range(1000000000000)';

const isSaid = ({ code }: Diagnostic): boolean => code === 'MTL5001';

/** What is said of a column that the data does not have, which names those that it has. */
async function columnsRead(document: OpenDocument): Promise<string> {
  const found = await client.diagnostics(document, (all) => all.some(isSaid));
  return String(found.find(isSaid)!.message);
}

async function openSlow(name: string): Promise<OpenDocument> {
  const document = await client.open(join(folder, name), experiment('a.csv', endless));
  await client.diagnostics(document);
  // The reader is in the midst of it by then.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return document;
}

const replace = (document: OpenDocument, from: string, to: string): Promise<void> =>
  client.edit(document, document.text.indexOf(from), from.length, to);

test('when the text asks for something else', async () => {
  const document = await openSlow('changed.mtl');
  await replace(document, endless, 'select * from source');
  expect(await columnsRead(document)).toContain('x, y');
  await client.close(document);
});

test('when the text names another file', async () => {
  const document = await openSlow('other.mtl');
  await replace(document, `"a.csv"; query: "${endless}"`, '"b.csv"');
  expect(await columnsRead(document)).toContain('x, z');
  await client.close(document);
});

test('when the text names no file', async () => {
  const document = await openSlow('none.mtl');
  await replace(document, document.text.slice(0, document.text.indexOf('input')), '');
  await client.diagnostics(document);
  const next = await client.open(join(folder, 'next.mtl'), experiment('b.csv', 'select * from source'));
  expect(await columnsRead(next)).toContain('x, z');
  await client.close(document);
  await client.close(next);
});

test('when the document is closed', async () => {
  const document = await openSlow('closed.mtl');
  await client.close(document);
  const next = await client.open(join(folder, 'next.mtl'), experiment('b.csv', 'select * from source'));
  expect(await columnsRead(next)).toContain('x, z');
  await client.close(next);
});

test('not when another open document names it too', async () => {
  const query = 'select x, count(*) as n from source, range(100000000) group by x';
  const first = await client.open(join(folder, 'first.mtl'), experiment('a.csv', query));
  const second = await client.open(join(folder, 'second.mtl'), experiment('a.csv', query));
  await client.diagnostics(second);
  await client.close(first);
  expect(await columnsRead(second)).toContain('x, n');
  await client.close(second);
});

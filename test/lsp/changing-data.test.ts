/** Data files change while nobody types: what is said of them follows. */
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import {
  FileChangeType,
  type Diagnostic,
  type RegistrationParams,
} from 'vscode-languageserver-protocol/node';
import { LanguageClient, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const rows = (head: string): string => `${head}\n${'1,2,3\n4,5,6\n'.repeat(50)}`;
const experiment = (column: string): string =>
  `data d { source: "t.csv" }\ninput x = d.a\ntask t(x) { dense(1); predict: d.${column} as number }\n`;

async function opened(client: LanguageClient): Promise<{ folder: string; document: OpenDocument }> {
  const folder = temporaryFolder({ 't.csv': rows('a,b,c') });
  const document = await client.open(join(folder, 'e.mtl'), experiment('b'));
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  expect(await client.diagnostics(document, ({ length }) => length === 0)).toEqual([]);
  return { folder, document };
}

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1500));

const codesOf = (all: readonly Diagnostic[]): string => all.map(({ code }) => code).join(' ');

/** What is said of the document, once it is as wanted. */
async function codes(client: LanguageClient, document: OpenDocument, wanted: string): Promise<string> {
  return codesOf(await client.diagnostics(document, (all) => codesOf(all) === wanted));
}

test('a client that watches files is asked to watch those of data, and what it tells is looked at', async () => {
  const registered = vi.fn<(params: RegistrationParams) => void>();
  const client = await LanguageClient.start({ watches: registered });
  const { folder, document } = await opened(client);
  const file = join(folder, 't.csv');
  const changed = (change: () => void): Promise<void> => {
    change();
    const changes = [{ uri: pathToFileURL(file).href, type: FileChangeType.Changed }];
    return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  };
  const steps: readonly (readonly [said: string, change: () => void])[] = [
    ['MTL5001', () => writeFileSync(file, rows('a,e,f'))],
    ['MTL6003', () => truncateSync(file)],
    ['MTL6001', () => rmSync(file)],
    ['MTL6004', () => mkdirSync(file)],
    ['', () => (rmSync(file, { recursive: true }), writeFileSync(file, rows('a,b,d')))],
  ];
  for (const [said, change] of steps) {
    await changed(change);
    expect(await codes(client, document, said)).toBe(said);
  }
  expect(registered.mock.calls.flatMap(([{ registrations }]) => registrations)).toMatchObject([
    {
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: {
        watchers: [
          { globPattern: expect.stringContaining('csv') as string },
          { globPattern: '**/model.onnx' },
        ],
      },
    },
  ]);
  await client.stop();
});

test('any other is looked at again for whoever asks about a text that has rested', async () => {
  const client = await LanguageClient.start();
  const { folder, document } = await opened(client);
  writeFileSync(join(folder, 't.csv'), rows('a,e,f'));
  await pause();
  await client.ask('textDocument/hover', document, { line: 0, character: 0 });
  expect(await codes(client, document, 'MTL5001')).toBe('MTL5001');
  await client.stop();
});

test('a change is told of the documents that name what has changed, and of no others', async () => {
  const client = await LanguageClient.start();
  const { folder, document } = await opened(client);
  writeFileSync(join(folder, 'u.csv'), rows('a,b,c'));
  const other = await client.open(join(folder, 'f.mtl'), experiment('b').replace('t.csv', 'u.csv'));
  await client.connection.sendRequest('mtl/plan', { uri: other.uri, settings: [] });
  // What is found again of a text that was changed elsewhere still names its data.
  await client.edit(document, document.text.length, 0, '// more\n');
  expect(await codes(client, document, '')).toBe('');
  await pause();
  const published: string[] = [];
  client.connection.onNotification('textDocument/publishDiagnostics', ({ uri }: { uri: string }) => {
    published.push(uri);
  });
  writeFileSync(join(folder, 't.csv'), rows('a,e,f'));
  const changes = [{ uri: pathToFileURL(join(folder, 't.csv')).href, type: FileChangeType.Changed }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await vi.waitFor(() => expect(published).not.toEqual([]), { timeout: 10_000 });
  await pause();
  expect(published).toEqual([document.uri]);
  await client.stop();
});

test('who pulls is told to pull again when data has come, and again of what names it alone', async () => {
  const client = await LanguageClient.start({ pull: true });
  const refreshed = vi.fn<() => null>(() => null);
  client.connection.onRequest('workspace/diagnostic/refresh', refreshed);
  const folder = temporaryFolder({ 't.csv': rows('a,b,c') });
  const named = await client.open(join(folder, 'e.mtl'), experiment('e'));
  const bare = await client.open(join(folder, 'f.mtl'), 'let a = 1\n');
  const [first, still] = [await client.pull(named), await client.pull(bare)];
  await vi.waitFor(() => expect(refreshed).toHaveBeenCalled(), { timeout: 10_000 });
  const again = await client.pull(named, first.resultId);
  expect(again).toMatchObject({ kind: 'full', items: [{ code: 'MTL5001' }] });
  expect(await client.pull(bare, still.resultId)).toMatchObject({ kind: 'unchanged' });
  await client.stop();
});

test('more data sets than are remembered are read once, and not in turns for ever', async () => {
  const count = 34;
  const names = Array.from({ length: count }, (_, index) => `t${index}`);
  const folder = temporaryFolder(Object.fromEntries(names.map((name) => [`${name}.csv`, rows('a,b,c')])));
  const client = await LanguageClient.start();
  const documents: OpenDocument[] = [];
  for (const name of names)
    documents.push(
      await client.open(join(folder, `${name}.mtl`), experiment('nothing').replace('t.csv', `${name}.csv`)),
    );
  for (const document of documents) await codes(client, document, 'MTL5001');
  // What is on its way still comes.
  await pause();
  const published = vi.fn<() => void>();
  client.connection.onNotification('textDocument/publishDiagnostics', published);
  await pause();
  expect(published).not.toHaveBeenCalled();
  await client.stop();
});

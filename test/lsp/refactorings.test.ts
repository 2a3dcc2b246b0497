/** Refactorings over stdio: offered where they are possible, with reasons elsewhere, and a name to be chosen behind them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodeAction, Command, Position } from 'vscode-languageserver-protocol/node';
import {
  examplesFolder,
  LanguageClient,
  offsetAt,
  positionAt,
  type OpenDocument,
} from '../support/language-client';

const numerals = readFileSync(join(examplesFolder, 'numerals.mtl'), 'utf8');
const offset = (position: Position): number => offsetAt(numerals, position, 'utf-16');
const positionOf = (line: string, word: string): Position =>
  positionAt(numerals, numerals.indexOf(line) + line.indexOf(word));

let client: LanguageClient;
let opened: OpenDocument;
beforeAll(async () => {
  client = await LanguageClient.start({ lazyActions: true, commands: ['mtl.renameAt'] });
  opened = await client.open(join(examplesFolder, 'numerals.mtl'), numerals);
});
afterAll(() => client.stop());

const ask = (from: Position, to: Position, only?: string[], by = client, uri = opened.uri) =>
  by.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: from, end: to },
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });

const first = positionOf('conv(16', 'conv');
const last = positionOf('conv(32', 'conv');

test('are offered where they keep the meaning, and elsewhere say why not', async () => {
  const [extract] = await ask(first, last, ['refactor.extract']);
  expect(extract).toMatchObject({ title: 'Extract into a shared block', kind: 'refactor.extract' });
  const middle = await ask(last, { ...last, character: last.character + 4 }, ['refactor']);
  expect(middle.map(({ disabled }) => disabled?.reason)).toContain(
    'Only the first or the last layers of a block can be extracted.',
  );
  const unasked = await ask(last, { ...last, character: last.character + 4 });
  expect(unasked.filter(({ disabled }) => disabled)).toEqual([]);
});

test('ask for a better name where one was made up', async () => {
  const [extract] = await ask(first, last, ['refactor.extract']);
  const { edit, command } = await client.connection.sendRequest<CodeAction>('codeAction/resolve', extract);
  const after = edit!
    .changes![opened.uri]!.toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (text, { range, newText }) =>
        text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)),
      numerals,
    );
  expect(after).toContain('shared features(pixels) {');
  const name = positionAt(after, after.indexOf('shared features') + 'shared '.length);
  expect(command).toEqual({
    title: 'Rename',
    command: 'mtl.renameAt',
    arguments: [{ textDocument: { uri: opened.uri }, position: name }],
  } satisfies Command);
});

test('run no command that the client does not know', async () => {
  const plain = await LanguageClient.start();
  const document = await plain.open(join(examplesFolder, 'plain.mtl'), numerals);
  const [extract] = await ask(first, last, ['refactor.extract'], plain, document.uri);
  expect(extract!.edit!.changes![document.uri]!.length).toBeGreaterThan(1);
  expect(extract!.command).toBeUndefined();
  await plain.stop();
});

/** What makes another experiment of the text at a place, and whether it can be done. */
const titles = async (at: Position) =>
  (await ask(at, at, ['refactor.rewrite'])).map(({ title, disabled }) => [title, disabled === undefined]);

test('say what makes another experiment', async () => {
  await client.connection.sendRequest('mtl/plan', { uri: opened.uri, settings: [] });
  expect(await titles(positionOf('shared trunk', 'trunk'))).toEqual([
    ['Copy `trunk` into each of its 2 users: they stop sharing it', true],
  ]);
  expect(await titles(positionOf('task morphology', 'morphology'))).toEqual([
    ['Split `morphology` into 6 tasks, one for each column: each then has a loss of its own', true],
  ]);
});

test('edits of what was offered before the data came are made when it is chosen', async () => {
  const early = await LanguageClient.start({ lazyActions: true });
  const text = numerals.replace('conv(16, kernel', 'conv(16, kernal');
  const { uri } = await early.open(join(examplesFolder, 'early.mtl'), text);
  const at = positionAt(text, text.indexOf('kernal'));
  const [fix] = await ask(at, at, ['quickfix'], early, uri);
  // Its answer waits for the data.
  await early.connection.sendRequest('mtl/plan', { uri, settings: [] });
  const { edit } = await early.connection.sendRequest<CodeAction>('codeAction/resolve', fix);
  expect(edit?.changes?.[uri]?.map(({ newText }) => newText)).toEqual(['kernel']);
  await early.stop();
});

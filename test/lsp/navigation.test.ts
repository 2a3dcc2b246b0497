/** Hover, definition, outline and quick fixes over stdio. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
  Range,
} from 'vscode-languageserver-protocol/node';
import { examplesFolder, LanguageClient, positionAt, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const read = (name: string): string => readFileSync(join(examplesFolder, `${name}.mtl`), 'utf8');
const numerals = read('numerals');

let client: LanguageClient;
let document: OpenDocument;
beforeAll(async () => {
  client = await LanguageClient.start();
  document = await client.open(join(examplesFolder, 'numerals.mtl'), numerals);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
});
afterAll(() => client.stop());

/** The position of `word` in `line`, which stands in the text once. */
function positionOf(text: string, line: string, word: string): { line: number; character: number } {
  const start = text.indexOf(line);
  if (start < 0 || text.indexOf(line, start + 1) >= 0)
    throw new Error(`“${line}” does not stand in the text once.`);
  return positionAt(text, start + line.indexOf(word));
}

const itemAt = async (line: string, word: string): Promise<CallHierarchyItem> => {
  const position = positionOf(numerals, line, word);
  const items = await client.ask<CallHierarchyItem[]>(
    'textDocument/prepareCallHierarchy',
    document,
    position,
  );
  expect(items).toHaveLength(1);
  return items[0]!;
};
const written = ({ start, end }: Range): string =>
  numerals
    .split('\n')
    .slice(start.line, end.line + 1)
    .join('\n')
    .slice(start.character, end.character);

describe('the sharing graph', () => {
  test('who uses a block', async () => {
    const item = await itemAt('task numeral(trunk)', 'trunk');
    expect([item.name, item.detail]).toEqual(['trunk', 'shared']);
    const calls = await client.connection.sendRequest<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      { item },
    );
    expect(calls.map(({ from, fromRanges }) => [from.name, fromRanges.map(written)])).toEqual([
      ['numeral', ['trunk']],
      ['morphology', ['trunk']],
    ]);
  });

  test('what a task stands on', async () => {
    const item = await itemAt('task morphology(trunk)', 'morphology');
    const calls = await client.connection.sendRequest<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      { item },
    );
    expect(calls.map(({ to, fromRanges }) => [to.name, fromRanges.map(written)])).toEqual([
      ['trunk', ['trunk']],
      ['numerals', ['numerals']],
    ]);
  });

  test('a constant is no part of it', async () => {
    const position = positionOf(numerals, 'dense(width, relu)', 'width');
    expect(await client.ask('textDocument/prepareCallHierarchy', document, position)).toBeNull();
  });

  test.each([
    ['task morphology(trunk)', 'trunk'],
    ['input pixels', 'pixels'],
    ['numerals.label as', 'label'],
    ['data numerals', 'numerals'],
  ])('%s: %s comes from the data set', async (line, word) => {
    const position = positionOf(numerals, line, word);
    const places = await client.ask<Location[]>('textDocument/typeDefinition', document, position);
    expect(places.map(({ range }) => range.start)).toEqual([
      positionOf(numerals, 'data numerals', 'numerals'),
    ]);
  });
});

describe('hover', () => {
  const cases: readonly (readonly [line: string, word: string, says: readonly (string | RegExp)[]])[] = [
    ['shared trunk(pixels)', 'shared', ['Layers whose parameters several tasks use']],
    ['split: [70%', 'split', ['Shares of train, validation and test rows']],
    [
      'conv(16, kernel: 3',
      'conv',
      ['15x16x16', '160 parameters', '34,560 multiply-adds a row', /^### .*conv|conv\(filters/m],
    ],
    ['conv(32, kernel: 3', 'kernel', ['kernel']],
    ['conv(16, kernel: 3, activation: relu)', 'relu', ['relu']],
    ['dense(width, relu)', 'width', ['let width = 128']],
    ['dense(width, relu)', 'dense', ['128']],
    ['as image(15, 16)', 'image', ['image(']],
    ['input pixels', 'pixels', ['input pixels', '15x16']],
    ['data numerals', 'numerals', ['2000 rows', '650 columns']],
    ['numerals.label as', 'label', ['whole numbers', '10 different values', '`0`, `1`']],
    ['stratify: label', 'label', ['10 different values']],
    ['as classes(10)', 'classes', ['classes(']],
    ['loss: crossEntropy', 'crossEntropy', ['crossEntropy']],
    ['metrics: [accuracy]', 'accuracy', ['accuracy']],
    ['optimizer: adam(rate', 'adam', ['Kingma']],
    ['optimizer: adam(rate', 'rate', ['rate']],
    ['weighting: uncertainty', 'uncertainty', ['Kendall']],
    ['task morphology(trunk)', 'trunk', ['shared trunk']],
  ];

  test.each(cases)('%s: %s', async (line, word, says) => {
    const position = positionOf(numerals, line, word);
    const hover = await client.ask<Hover>('textDocument/hover', document, position);
    expect(hover?.range?.start).toEqual(position);
    const { value } = hover.contents as MarkupContent;
    for (const words of says) expect(value).toMatch(words);
  });

  test('values of a column stay on their line, whatever they are', async () => {
    const values = ['', 'a`b', 'one\n\n# two', '😀'.repeat(100)];
    const folder = temporaryFolder({ 't.json': JSON.stringify(values.map((v) => ({ v }))) });
    const text = 'data d { source: "t.json" }\ninput x = d.v as category\n';
    const odd = await client.open(join(folder, 'odd.mtl'), text);
    await client.connection.sendRequest('mtl/plan', { uri: odd.uri, settings: [] });
    const { contents } = await client.ask<Hover>('textDocument/hover', odd, positionOf(text, 'd.v', 'v'));
    const [, shown] = (contents as MarkupContent).value.split('\n\n');
    expect(shown).toBe(`\`""\`, \`a'b\`, \`one # two\`, \`${'😀'.repeat(60)}…\``);
  });

  test.each([
    ['data d { constructor: 3 }', 11],
    ['train { stop: constructor(3) }', 16],
    ['shared s(x) { dense(4, constructor: 2) }', 25],
  ])('knows nothing of names that every object has: %s', async (text, character) => {
    const hover = await client.withText(text, (opened) =>
      client.ask('textDocument/hover', opened, { line: 0, character }),
    );
    expect(hover).toBeNull();
  });

  test('says nothing where nothing stands', async () => {
    const position = positionOf(numerals, 'maxpool(2)\n  conv', ')');
    expect(
      await client.ask('textDocument/hover', document, { line: position.line, character: 0 }),
    ).toBeNull();
  });
});

describe('definition', () => {
  const cases: readonly (readonly [line: string, word: string, at: string])[] = [
    ['shared trunk(pixels)', 'pixels', 'input pixels'],
    ['task numeral(trunk)', 'trunk', 'shared trunk'],
    ['dense(width, relu)', 'width', 'let width'],
    ['numerals.label as', 'numerals', 'data numerals'],
    ['input pixels', 'pixels', 'input pixels'],
  ];

  test.each(cases)('%s: %s', async (line, word, at) => {
    const location = await client.ask<Location>(
      'textDocument/definition',
      document,
      positionOf(numerals, line, word),
    );
    const [, name] = at.split(' ');
    expect(location).toEqual({
      uri: document.uri,
      range: {
        start: positionOf(numerals, at, name!),
        end: positionAt(numerals, numerals.indexOf(at) + at.length),
      },
    });
  });

  test('leads nowhere from a word of the language', async () => {
    const position = positionOf(numerals, 'loss: mse', 'loss');
    expect(await client.ask('textDocument/definition', document, position)).toBeNull();
  });
});

test('the outline lists every declaration with its layers', async () => {
  const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', document);
  expect(symbols.map(({ name, detail }) => `${detail} ${name}`)).toEqual([
    'experiment Numerals and their shape',
    'let width',
    'data numerals',
    'input pixels',
    'shared trunk',
    'task numeral',
    'task morphology',
    'train train',
  ]);
  expect(symbols[4]?.children?.map(({ name }) => name)).toEqual([
    'conv',
    'maxpool',
    'conv',
    'maxpool',
    'flatten',
    'dense',
  ]);
});

describe('quick fixes', () => {
  const broken = read('broken');
  const cases: readonly (readonly [line: string, word: string, newText: string])[] = [
    ['conv(16, kernal: 3)', 'kernal', 'kernel'],
    ['task numeral(trunck)', 'trunck', 'trunk'],
    ['predict: numerals.lable', 'lable', 'label'],
    ['weighting: uncertanty', 'uncertanty', 'uncertainty'],
  ];

  test.each(cases)('%s: %s becomes %s', async (line, word, newText) => {
    const wrong = await client.open(join(examplesFolder, 'broken.mtl'), broken);
    await client.connection.sendRequest('mtl/plan', { uri: wrong.uri, settings: [] });
    const start = positionOf(broken, line, word);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: wrong.uri },
      range: { start, end: start },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const edits = actions.flatMap(({ edit }) => edit?.changes?.[wrong.uri] ?? []);
    expect(edits).toContainEqual({
      range: { start, end: { ...start, character: start.character + word.length } },
      newText,
    });
    await client.close(wrong);
  });
});

test('a client that can wait gets the edit of a quick fix when it is chosen', async () => {
  const patient = await LanguageClient.start({ lazyActions: true });
  const text = 'train {\n  batch: 0\n}\n';
  const wrong = await patient.open(join(examplesFolder, 'patient.mtl'), text);
  const start = { line: 1, character: 9 };
  const [action] = await patient.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: wrong.uri },
    range: { start, end: start },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  expect(action!.edit).toBeUndefined();
  const resolved = await patient.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  expect(resolved.edit?.changes?.[wrong.uri]).toHaveLength(1);
  await patient.edit(wrong, 0, 0, '\n');
  const stale = await patient.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  expect(stale.edit).toBeUndefined();
  await patient.stop();
});

test('of fixes with the same title each gets its own edit', async () => {
  const patient = await LanguageClient.start({ lazyActions: true });
  const wrong = await patient.open(
    join(examplesFolder, 'patient.mtl'),
    'train {\n  batch: 8\n  batch: 9\n  batch: 9\n}\n',
  );
  const actions = await patient.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: wrong.uri },
    range: { start: { line: 0, character: 0 }, end: { line: 4, character: 1 } },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  const alike = actions.filter(({ title }) => title === 'Remove `batch: 9`');
  const lines = await Promise.all(
    alike.map(async (action) => {
      const { edit } = await patient.connection.sendRequest<CodeAction>('codeAction/resolve', action);
      return edit!.changes![wrong.uri]![0]!.range.start.line;
    }),
  );
  expect(lines).toEqual([2, 3]);
  await patient.stop();
});

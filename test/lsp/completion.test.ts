/** Completion over stdio, at the `<|>` of each text: what is offered first, what is not, and what is inserted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver-protocol/node';
import {
  draftRequest,
  planRequest,
  type DraftResult,
  type PlanResult,
} from '../../contract/language-requests';
import { examplesFolder, LanguageClient, splitMarker } from '../support/language-client';
import { completeAt, data, input, trunk } from '../support/complete-at';
import { temporaryFolder } from '../support/temporary-folder';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

const complete = (marked: string) => completeAt(client, marked);

interface Case {
  readonly at: string;
  /** The first of the offered labels, in order. */
  readonly first?: readonly string[];
  readonly some?: readonly string[];
  readonly none?: readonly string[];
}

const cases: readonly Case[] = [
  { at: '<|>', some: ['data', 'input', 'shared', 'task', 'train'], none: ['dense', 'source'] },
  { at: 'train { }\nexperiment "x"\n<|>', some: ['data'], none: ['train', 'experiment'] },
  {
    at: 'let width = 8\nlet rate = 0.1\nsweep {\n  rate: [0.1]\n  <|>\n}',
    first: ['width'],
    some: ['weighting', 'seed', 'baseline'],
    none: ['rate', 'dense'],
  },
  { at: 'sweep {\n  weighting: [equal, <|>]\n}', some: ['uncertainty', 'pcgrad'], none: ['adam', 'equal'] },
  { at: 'sweep {\n  baseline: <|>\n}', first: ['singleTask'] },
  { at: 'data d {\n  <|>\n}', first: ['source'], some: ['split', 'seed', 'follow'], none: ['dense'] },
  { at: 'data d {\n  source: "x.csv"\n  <|>\n}', some: ['split'], none: ['source'] },
  { at: 'data d {\n  source: "<|>"\n}', some: ['shapes.csv'], none: ['numerals.mtl'] },
  { at: 'data d {\n  source: <|>\n}', some: ['shapes.csv', 'images', 'idx', 'audio'] },
  { at: 'data d {\n  source: "../data/<|>"\n}', some: ['../data/mfeat.csv', '../data/linnerud.csv'] },
  { at: `${data}input x = <|>`, first: ['shapes'] },
  { at: `${data}input x = shapes[<|>`, first: ['f0..f27'], some: ['class', 'f3'] },
  { at: `${data}input x = shapes[f0..<|>`, some: ['f27'], none: ['f0..f27'] },
  { at: `${data}input x = shapes.<|>`, some: ['class'], none: ['f0..f27'] },
  { at: `${data}input x = shapes[f0..f27] <|>`, first: ['as'] },
  { at: `${data}input x = shapes[f0..f27] as <|>`, some: ['numbers', 'image'], none: ['classes'] },
  { at: `${input}shared trunk(<|>) {`, first: ['features'], none: ['trunk', 'shapes'] },
  {
    at: `${input}shared trunk(features) {\n  <|>\n}`,
    some: ['dense', 'conv', 'flatten', 'sharing'],
    none: ['concat'],
  },
  { at: `${trunk}task t(trunk, features) {\n  <|>\n}`, some: ['concat', 'add', 'predict'], none: ['dense'] },
  {
    at: `${input}shared trunk(features) {\n  dense(8, <|>)\n}`,
    some: ['relu', 'activation:'],
    none: ['units:'],
  },
  {
    at: `${input}shared trunk(features) {\n  dense(8, activation: <|>)\n}`,
    some: ['relu', 'tanh'],
    none: ['activation:'],
  },
  { at: `let width = 8\n${input}shared trunk(features) {\n  dense(<|>)\n}`, some: ['width', 'units:'] },
  { at: `${trunk}task t(<|>) {`, some: ['trunk', 'features'], none: ['shapes'] },
  {
    at: `${trunk}task t(trunk) {\n  predict: shapes.class as <|>\n}`,
    some: ['classes', 'binary', 'box'],
    none: ['image'],
  },
  {
    at: `${trunk}task t(trunk) {\n  predict: shapes.class as classes(10)\n  loss: <|>\n}`,
    some: ['crossEntropy'],
    none: ['mse', 'binaryCrossEntropy', 'iou'],
  },
  {
    at: `${trunk}task t(trunk) {\n  predict: shapes.class as classes(10)\n  metrics: [<|>]\n}`,
    some: ['accuracy'],
    none: ['mse', 'iou'],
  },
  {
    at: `${trunk}task t(trunk) {\n  predict: shapes.class as classes(10)\n  metrics: [accuracy, topK(1), <|>]\n}`,
    some: ['logLoss', 'topK'],
    none: ['accuracy'],
  },
  { at: `${trunk}task t(trunk) {\n  loss: <|>\n}`, some: ['crossEntropy', 'mse'] },
  {
    at: `${trunk}task t(trunk) {\n  loss: <|>\n  predict: shapes.class as clases(10)\n}`,
    some: ['crossEntropy', 'mse'],
  },
  {
    at: `${trunk}task t(trunk) {\n  loss: <|>\n  predict: shapes[x, y, w, h] as box\n}`,
    some: ['mse', 'iou'],
    none: ['crossEntropy'],
  },
  {
    at: `${trunk}task t(trunk) {\n  predict: shapes.class as classes(10)\n}\ntrain {\n  stop: plateau(t.<|>)\n}`,
    first: ['loss', 'accuracy'],
    none: ['iou'],
  },
  { at: 'train {\n  optimizer: <|>\n}', some: ['adam', 'sgd'], none: ['equal'] },
  { at: 'train {\n  weighting: un<|>\n}', some: ['uncertainty', 'equal'], none: ['adam', 'mmoe'] },
  { at: 'train {\n  optimizer: adam(<|>)\n}', some: ['rate:'] },
  { at: 'train {\n  device: <|>\n}', first: ['auto'] },
  {
    at: `${trunk}network a(features) { dense(2) }\nnetwork b(features) { dense(2) }\ncotrain a <-> <|> {\n}`,
    first: ['b'],
    none: ['a', 'trunk'],
  },
  { at: '// <|>', none: ['data'] },
  { at: 'experiment "<|>"', none: ['data'] },
];

test.each(cases)('$at', async ({ at, first = [], some = [], none = [] }) => {
  const labels = (await complete(at)).map(({ label }) => label);
  expect(labels.slice(0, first.length)).toEqual(first);
  expect(labels).toEqual(expect.arrayContaining([...some]));
  expect(labels.filter((label) => none.includes(label))).toEqual([]);
});

describe('whole declarations', () => {
  const text = `${trunk}task detection(trunk) {\n  predict: shapes[x, y, w, h] as box\n}\n<|>`;

  test('have the columns that nothing reads, and the classes of the data', async () => {
    const item = (await complete(text)).find(({ label }) => label === 'task class');
    expect((item!.textEdit as TextEdit).newText).toBe(
      'task class(trunk) {\n  predict: shapes.class as classes(10)\n}',
    );
  });

  test('leave out what is read', async () => {
    const labels = (await complete(text)).map(({ label }) => label);
    expect(labels.filter((label) => /^(?:task|input) /.test(label))).toEqual(['task class']);
    expect(labels).toContain('train detection');
  });

  test('put the rest of the numbers into an input', async () => {
    const items = await complete(`${data}input half = shapes[f0..f13]\n<|>`);
    const input = items.find(({ label }) => label.startsWith('input '));
    expect((input!.textEdit as TextEdit).newText).toBe(
      'input numbers = shapes[f14..f27, x, y, w, h] as numbers',
    );
  });

  test('pair the networks of a task', async () => {
    const networks = `${input}network a(features) { dense(2) }\nnetwork b(features) { dense(2) }\n`;
    const items = await complete(`${networks}task t(a, b) { predict: shapes.class as classes(10) }\n<|>`);
    const pair = items.find(({ label }) => label === 'cotrain t');
    expect((pair!.textEdit as TextEdit).newText).toBe('cotrain a <-> b {\n  task: t\n}');
  });
});

test('columns say what the data holds, and their page comes when they are looked at', async () => {
  const text = `${data}input x = shapes[]`;
  const document = await client.open(join(examplesFolder, 'typed.mtl'), text);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, {
    line: 3,
    character: 17,
  });
  const label = items.find((item) => item.label === 'class')!;
  expect(label.detail).toMatch(/^whole numbers 0\.\.9$/);
  const { documentation } = await client.connection.sendRequest<CompletionItem>(
    'completionItem/resolve',
    label,
  );
  expect(documentation).toMatchObject({ value: expect.stringContaining('10 different values') as string });
  await client.close(document);
});

test('every offered catalog name has a page', async () => {
  const { text, position } = splitMarker('train {\n  optimizer: <|>\n}');
  const document = await client.open(join(examplesFolder, 'typed.mtl'), text);
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
  const adam = items.find(({ label }) => label === 'adam')!;
  expect(adam.documentation).toBeUndefined();
  const { documentation } = await client.connection.sendRequest<CompletionItem>(
    'completionItem/resolve',
    adam,
  );
  expect(documentation).toMatchObject({ kind: 'markdown', value: expect.stringContaining('rate') as string });
  await client.close(document);
});

test('is answered at every offset of an example', async () => {
  const text = readFileSync(join(examplesFolder, 'broken.mtl'), 'utf8');
  const document = await client.open(join(examplesFolder, 'broken.mtl'), text);
  const lines = text.split('\n');
  const positions = lines.flatMap((line, number) =>
    Array.from({ length: line.length + 1 }, (_, character) => ({ line: number, character })),
  );
  const answers = await Promise.all(
    positions.map((position) => client.ask<CompletionList>('textDocument/completion', document, position)),
  );
  for (const { items } of answers) expect(items).toBeInstanceOf(Array);
  await client.close(document);
});

test('an empty file is offered a whole experiment for each data file beside it', async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row * 0.5},${row % 3}`).join('\n');
  const directory = temporaryFolder({ 'plants.csv': `height,kind\n${rows}\n`, 'notes.txt': 'x' });
  const document = await client.open(join(directory, 'new.mtl'), '');
  const start = { line: 0, character: 0 };
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, start);
  const draft = items[0]!;
  expect(draft.label).toBe('experiment for plants.csv');
  await client.edit(document, 0, 0, (draft.textEdit as TextEdit).newText);
  const { plan } = await client.connection.sendRequest<PlanResult>(planRequest, {
    uri: document.uri,
    settings: [],
  });
  expect(plan?.tasks.map(({ name, target }) => [name, target.name])).toEqual([['kind', 'classes']]);
  expect(await client.diagnostics(document)).toEqual([]);
});

const draftOf = (file: string): Promise<DraftResult> =>
  client.connection.sendRequest<DraftResult>(draftRequest, { file });

test('a draft is answered with a reason where there is none', async () => {
  const directory = temporaryFolder({ 'one.csv': 'a\n1\n2\n' });
  expect(await draftOf(join(directory, 'one.csv'))).toEqual({
    draft: null,
    reason: 'one.csv has no column to predict and another one to predict it from.',
  });
  const missing = await draftOf(join(directory, 'none.csv'));
  expect([missing.draft, missing.reason]).toEqual([null, expect.stringContaining('none.csv')]);
});

test.each([
  ['train {\n  stop: <|>\n}', 'plateau', 'plateau(t.loss, patience: 3)'],
  ['train {\n  st<|>\n}', 'stop', 'stop: ${1:plateau(t.loss, patience: 3)}'],
  ['cotrain a <-> b {\n  <|>\n}', 'task', 'task: ${1:t}'],
])('%s: %s speaks of a task that there is', async (at, label, insert) => {
  const item = (await complete(`${trunk}task t(trunk) { }\n${at}`)).find((one) => one.label === label);
  expect((item!.textEdit as TextEdit).newText).toBe(insert);
});

/** What is inserted at a place of a text beside a data file of this name. */
async function insertedBeside(marked: string, name = 'odd.csv'): Promise<readonly string[]> {
  const { text, position } = splitMarker(marked);
  const folder = temporaryFolder({ [name]: '"say ""x""","a\\b",plain\n1,2,3\n4,5,6\n' });
  const document = await client.open(join(folder, 'typed.mtl'), text);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
  await client.close(document);
  return items.map(({ textEdit }) => (textEdit as TextEdit).newText);
}

describe('between quotes', () => {
  test('columns are written as a text has them', async () => {
    expect(await insertedBeside('data d { source: "odd.csv" }\ninput x = d["<|>"]')).toEqual([
      'say \\"x\\"',
      'a\\\\b',
      'plain',
    ]);
  });

  test.skipIf(process.platform === 'win32')('so are files', async () => {
    expect(await insertedBeside('data d { source: "<|>" }', 'a"b.csv')).toEqual(['a\\"b.csv']);
  });

  test.each(['<|>', 'od<|>', '["odd.csv", <|>]'])(
    'a file brings its own where there are none: %s',
    async (at) => {
      const [first] = await insertedBeside(`data d { source: ${at} }`);
      expect(first).toBe('"odd.csv"');
    },
  );

  test('nothing is offered that would replace several lines', async () => {
    expect(await insertedBeside('data d {\n  source: "od\n<|>d.csv"\n}')).toEqual([]);
  });
});

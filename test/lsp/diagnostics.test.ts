/** Diagnostics over stdio: the faults of an example where they stand, pushed and pulled, and following every change. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type CompletionList,
  type Diagnostic,
  type Hover,
} from 'vscode-languageserver-protocol/node';
import { examplesFolder, LanguageClient, type ClientOptions } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const example = (name: string): { file: string; text: string } => {
  const file = join(examplesFolder, `${name}.mtl`);
  return { file, text: readFileSync(file, 'utf8') };
};

/** Each line of the file that ends in a comment is wrong, and its last block is never closed. */
const faults: readonly (readonly [line: string, words: string])[] = [
  ['split: [70%, 20%, 20%]', '110'],
  ['as image(16, 16)', '256'],
  ['fou0..fou99', 'fou75'],
  ['kernal: 3', 'kernel'],
  ['conv(32, kernel: 3)', 'flatten'],
  ['dense(width, relu)', 'width'],
  ['task numeral(trunck)', 'trunk'],
  ['numerals.lable', 'label'],
  ['as numbers(5)', '6'],
  ['loss: crossEntropy', 'crossEntropy'],
  ['weighting: uncertanty', 'uncertainty'],
  ['batch: 0', '1'],
];

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

test('the server leaves with exit code 0 when the client says so', async () => {
  const leaving = await LanguageClient.start();
  expect(leaving.initialized.serverInfo?.name).toBe('MTL Lab');
  expect(await leaving.stop()).toBe(0);
});

/** Plain text: the server sends no markup in messages. */
const messageOf = ({ message }: Diagnostic): string => {
  if (typeof message !== 'string') throw new Error('The message is markup.');
  return message;
};

test('broken.mtl: each fault where it stands, with a remedy, and no other', async () => {
  const { file, text } = example('broken');
  const document = await client.open(file, text);
  const diagnostics = await client.diagnostics(document, ({ length }) => length > faults.length);
  const lines = text.split('\n');
  for (const [line, words] of faults) {
    const number = lines.findIndex((candidate) => candidate.includes(line));
    const found = diagnostics.filter(({ range }) => range.start.line === number);
    expect([line, found.map(messageOf)]).toEqual([line, [expect.stringContaining(words)]]);
  }
  const unclosed = diagnostics.filter(
    ({ range }) => range.start.line >= lines.findIndex((line) => line.startsWith('train')),
  );
  expect(unclosed).toHaveLength(3);
  expect(diagnostics).toHaveLength(faults.length + 1);
  for (const diagnostic of diagnostics) {
    expect(diagnostic).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: 'mtl',
      code: expect.stringMatching(/^MTL\d{4}$/) as string,
    });
    expect(messageOf(diagnostic)).toMatch(/[.?]$/);
  }
  await client.close(document);
});

test.each(['founding', 'numerals', 'two-views'])('%s.mtl: nothing', async (name) => {
  const { file, text } = example(name);
  const document = await client.open(file, text);
  // The plan waits for the data, so that nothing can be said later.
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  expect(await client.diagnostics(document)).toEqual([]);
  await client.close(document);
});

test('what rows side by side tell comes once they were read', async () => {
  const directory = temporaryFolder({
    'd.csv': 'a,b,kind,part\n1.5,1.5,cat,train\n2.5,2.5,cat,train\n3,3,dog,test\n',
  });
  const text = `data d { source: "d.csv"; split: part }
input x = d[a, b]
task t(x) { predict: d.kind as classes(2) }`;
  const document = await client.open(join(directory, 't.mtl'), text);
  const diagnostics = await client.diagnostics(document, (all) => all.some(({ code }) => code === 'MTL5025'));
  expect(diagnostics.map(({ code }) => code)).toEqual(['MTL5023', 'MTL5025']);
});

test('follow each change, and go when the document is closed', async () => {
  const { file, text } = example('founding');
  const document = await client.open(file, text);
  expect(await client.diagnostics(document)).toEqual([]);
  const offset = text.indexOf('relu');
  await client.edit(document, offset, 4, 'rulu');
  expect((await client.diagnostics(document)).map(messageOf)).toEqual([expect.stringContaining('relu')]);
  await client.edit(document, offset, 4, 'relu');
  expect(await client.diagnostics(document)).toEqual([]);
});

test('count positions of lines that end with CRLF, and of characters beyond the first plane', async () => {
  const text = '// 𝒳\r\nexperiment "𝒳"\r\n/* 𝒳 */ nonsense here\r\n';
  const document = await client.open(join(examplesFolder, 'crlf.mtl'), text);
  const diagnostics = await client.diagnostics(document, ({ length }) => length > 0);
  const nonsense = diagnostics.find((diagnostic) => messageOf(diagnostic).includes('nonsense'));
  expect(nonsense?.range.start).toEqual({ line: 2, character: 9 });
  await client.close(document);
});

test('say nothing of a Wavefront material', async () => {
  const text = '# Blender 4.2 MTL File\nnewmtl Material\nKd 0.8 0.8 0.8\n';
  const document = await client.open(join(examplesFolder, 'cube.mtl'), text);
  expect(await client.diagnostics(document)).toEqual([]);
  expect(await client.ask('textDocument/codeLens', document)).toEqual([]);
  await client.close(document);
});

describe('a document that is no experiment at all', () => {
  const garbage: readonly string[] = [
    '',
    '\0\0\0',
    '\uFEFF',
    '}{)(][',
    '"',
    '/*',
    'data'.repeat(1000),
    '{'.repeat(5000),
    '[('.repeat(2000),
    '\uD800 \uDFFF',
    'data d {\r\r\n\r',
  ];
  test.each(garbage)('is answered: %#', async (text) => {
    const document = await client.open(join(examplesFolder, 'garbage.mtl'), text);
    expect(await client.diagnostics(document)).toBeInstanceOf(Array);
    const position = { line: 0, character: 1 };
    await client.ask('textDocument/completion', document, position);
    await client.ask('textDocument/hover', document, position);
    await client.ask('textDocument/documentSymbol', document);
    await client.close(document);
  });

  test('an address that is no file is answered too', async () => {
    for (const uri of ['untitled:Untitled-1', 'git:/x/y.mtl?ref', 'file://host/share/x.mtl']) {
      const document = await client.open(uri, 'data d { source: "x.csv" }\nnonsense');
      expect(await client.diagnostics(document, ({ length }) => length > 0)).not.toEqual([]);
      await client.close(document);
    }
  });
});

test('a text without files beside it is answered at once, and says what it reads', async () => {
  const text = 'data d { source: "shapes.csv" }\ninput x = d.f0\ninput y = d.\n';
  const document = await client.open('git:/x/shapes.mtl?ref', text);
  const hover = await client.ask<Hover>('textDocument/hover', document, { line: 1, character: 13 });
  expect(hover.contents).toMatchObject({ value: '**f0**\n\nData is read only for files on disk.' });
  const begin = performance.now();
  const list = await client.ask<CompletionList>('textDocument/completion', document, {
    line: 2,
    character: 12,
  });
  expect(performance.now() - begin).toBeLessThan(1000);
  expect(list).toEqual({ isIncomplete: false, items: [] });
  await client.close(document);
});

describe('a client that pulls', () => {
  let pulling: LanguageClient;
  beforeAll(async () => {
    pulling = await LanguageClient.start({ pull: true });
  });
  afterAll(() => pulling.stop());

  test('is told to ask again when the data has been read, and gets nothing twice', async () => {
    const refreshed = new Promise<void>((resolve) => {
      pulling.connection.onRequest('workspace/diagnostic/refresh', () => resolve());
    });
    const { file, text } = example('broken');
    const document = await pulling.open(file, text);
    await pulling.pull(document);
    await refreshed;
    const report = await pulling.pull(document);
    expect(report).toMatchObject({ kind: 'full' });
    expect('items' in report && report.items).toHaveLength(faults.length + 1);
    expect(await pulling.pull(document, report.resultId)).toEqual({
      kind: 'unchanged',
      resultId: report.resultId,
    });
    await pulling.edit(document, 0, 0, '// \n');
    expect(await pulling.pull(document, report.resultId)).toMatchObject({ kind: 'full' });
  });
});

describe('the language of messages', () => {
  const text = 'experiment "x"\nexperiment "y"\n';
  const firstMessage = async (options: ClientOptions): Promise<string> => {
    const speaking = await LanguageClient.start(options);
    const document = await speaking.open(join(examplesFolder, 'twice.mtl'), text);
    const [diagnostic] = await speaking.diagnostics(document, ({ length }) => length > 0);
    await speaking.stop();
    return messageOf(diagnostic!);
  };

  test('is that of the locale', async () => {
    expect(await firstMessage({ locale: 'zh-CN' })).toMatch(/\p{Script=Han}/u);
    expect(await firstMessage({ locale: 'de' })).not.toMatch(/\p{Script=Han}/u);
    expect(await firstMessage({ locale: '../../package' })).not.toMatch(/\p{Script=Han}/u);
  });

  test('is that of hover and completion too', async () => {
    const speaking = await LanguageClient.start({ locale: 'zh-cn' });
    const document = await speaking.open(
      'untitled:one.mtl',
      'shared s(x) { dropout(0.1) }\ntrain {\n  batch: 8\n}\n',
    );
    const hover = async (line: number, character: number): Promise<string> => {
      const { contents } = await speaking.ask<Hover>('textDocument/hover', document, { line, character });
      return (contents as { value: string }).value;
    };
    expect(await hover(0, 16)).toContain('随机地把一部分数值置零');
    expect(await hover(0, 16)).toContain('| 参数 | 取值 | 默认值 | |');
    expect(await hover(2, 3)).toContain('一步所用的行数。');
    const { items } = await speaking.ask<CompletionList>('textDocument/completion', document, {
      line: 3,
      character: 0,
    });
    expect(items.find(({ label }) => label === 'epochs')?.documentation).toMatch(/^遍历训练行的轮数/);
    await speaking.stop();
  });

  test('is that of the translations which the client brings', async () => {
    const bundle = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json'), 'utf8'),
    ) as Record<string, string>;
    expect(await firstMessage({ locale: 'en', translations: bundle })).toMatch(/\p{Script=Han}/u);
  });
});

/** What the code of a fault links to. */
const hrefOf = async (options: ClientOptions): Promise<string | undefined> => {
  const speaking = await LanguageClient.start(options);
  const document = await speaking.open('untitled:two.mtl', 'train { batch = 3 }\n');
  const found = await speaking.diagnostics(document, ({ length }) => length > 0);
  await speaking.stop();
  return found.find(({ code }) => code === 'MTL1011')?.codeDescription?.href;
};

test('codes link to their pages, in the language of the client', async () => {
  const english = await hrefOf({});
  expect(english).toMatch(/^file:.*\/docs\/reference\/problems\/MTL1011\.md$/);
  expect(existsSync(new URL(english!))).toBe(true);
  const chinese = await hrefOf({ locale: 'zh-cn' });
  expect(readFileSync(new URL(chinese!), 'utf8')).toContain('属性的名称与值之间');
});

test('what nothing uses is faded', async () => {
  const used = 'data d { source: "mfeat.csv" }\ninput x = d.pix0\ntask t(x) { predict: d.pix1 as number }\n';
  const document = await client.open(join(examplesFolder, 'unused.mtl'), `${used}let width = 8\n`);
  const [hint] = await client.diagnostics(document, ({ length }) => length > 0);
  expect([hint!.code, hint!.severity, hint!.tags]).toEqual([
    'MTL2010',
    DiagnosticSeverity.Hint,
    [DiagnosticTag.Unnecessary],
  ]);
  expect(hint!.range).toEqual({ start: { line: 3, character: 4 }, end: { line: 3, character: 9 } });
  await client.close(document);
});

const isMissingFile = ({ code }: Diagnostic): boolean => code === 'MTL6001';

test('a data file beside the text is named by its full path when it is missing', async () => {
  const document = await client.open(
    join(examplesFolder, 'missing.mtl'),
    'data d {\n  source: "shape.csv"\n}\n',
  );
  const diagnostics = await client.diagnostics(document, (all) => all.some(isMissingFile));
  const missing = diagnostics.find(isMissingFile)!;
  const message = messageOf(missing);
  expect(message).toContain(join(examplesFolder, 'shape.csv'));
  expect(message).toContain('shapes.csv');
  expect(missing.range.start).toEqual({ line: 1, character: 10 });
});

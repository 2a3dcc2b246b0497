/** The server as other editors use it: positions in bytes, diagnostics pushed, no snippets, nothing registered later. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  InsertTextFormat,
  type CompletionList,
  type Hover,
  type InlayHint,
  type Location,
  type Position,
  type PositionEncodingKind,
  type Range,
  type SemanticTokens,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import {
  examplesFolder,
  LanguageClient,
  offsetAt,
  positionAt,
  type OpenDocument,
} from '../support/language-client';

/** Characters of one to four bytes before what is asked for, and every kind of line end. */
const source = [
  'experiment "数字和轮廓 🙂"',
  '/* naïve 🙂 */ data d { source: "../data/mfeat.csv"; /* 数据 */ split: [80%, 10%, 10%] }',
  '/* 🙂🙂 */ input 像素 = d[pix0..pix239] as image(15, 16) // é',
  'shared /* 主干 */ trunk(像素) { conv(8, kernel: 3);   flatten; dense(16, relu) }',
  'task /* 🙂 */ numeral(trunk) { predict: d.label as classes(10); /* 错 */ losss: crossEntropy }',
  'train { /* é */ epochs: 0 }',
].join('\r\n');

const encodings = ['utf-16', 'utf-8', 'utf-32'] as const;

describe.each(encodings)('positions that count in %s', (encoding) => {
  let client: LanguageClient;
  let document: OpenDocument;
  beforeAll(async () => {
    client = await LanguageClient.start({ encodings: [encoding], snippets: false });
    document = await client.open(join(examplesFolder, `${encoding}.mtl`), 'x');
    // The text is typed, in pieces, so that edits count in these units too.
    await client.edit(document, 0, 1, source);
    const at = source.indexOf('losss');
    await client.edit(document, at, 5, '🙂s');
    await client.edit(document, at, 2, 'loss');
  });
  afterAll(() => client.stop());

  const offset = (position: Position): number => offsetAt(document.text, position, encoding);
  const written = ({ start, end }: Range): string => document.text.slice(offset(start), offset(end));
  const at = (words: string, behind = 0): Position =>
    positionAt(document.text, document.text.indexOf(words) + behind, encoding);

  test('are agreed upon', () => {
    expect(client.encoding).toBe(encoding);
    expect(document.text).toBe(source);
  });

  test('mark faults', async () => {
    const faults = await client.diagnostics(document);
    expect(faults.map(({ code, range }) => [code, written(range)])).toEqual([
      ['MTL2004', 'losss'],
      ['MTL3003', '0'],
    ]);
  });

  test('are understood and answered', async () => {
    const hover = await client.ask<Hover>('textDocument/hover', document, at('conv(', 1));
    expect(written(hover.range!)).toBe('conv');
    const [definition] = [
      await client.ask<Location | Location[]>('textDocument/definition', document, at('像素)')),
    ].flat();
    expect(offset(definition!.range.start)).toBe(source.indexOf('像素'));
    // Columns are there once the file was read.
    const column = await vi.waitFor(async () => {
      const { items } = await client.ask<CompletionList>(
        'textDocument/completion',
        document,
        at('label as', 2),
      );
      expect(items.every(({ insertTextFormat }) => insertTextFormat !== InsertTextFormat.Snippet)).toBe(true);
      const found = items.find(({ label }) => label === 'label');
      expect(found).toBeDefined();
      return found!;
    }, 10_000);
    expect(written((column.textEdit as TextEdit).range)).toBe('label');
  });

  test('rename and format', async () => {
    const { changes } = await client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: document.uri },
      position: at('像素 ='),
      newName: 'pixels',
    });
    expect(changes![document.uri]!.map(({ range }) => written(range))).toEqual(['像素', '像素']);
    const edits = await client.connection.sendRequest<TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: document.uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits.map(({ range }) => written(range))).toContain('   ');
    expect(edits.every(({ range, newText }) => /^\s*$/.test(written(range) + newText))).toBe(true);
  });

  test('colour whole words', async () => {
    const { data } = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', document);
    const words: string[] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
      line += data[i]!;
      words.push(written({ start: { line, character }, end: { line, character: character + data[i + 2]! } }));
    }
    expect(words).toEqual(expect.arrayContaining(['像素', 'trunk', 'conv', 'kernel', 'numeral', 'label']));
    expect(words.filter((word) => !/^[\p{L}\d_.]+%?$|^".*"$|^\/\*.*\*\/$|^\/\/.*$/u.test(word))).toEqual([]);
  });

  test('place hints', async () => {
    const hints = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: document.uri },
      range: { start: { line: 0, character: 0 }, end: positionAt(document.text, source.length, encoding) },
    });
    const places = hints.map(({ position }) => document.text.slice(0, offset(position)));
    expect(places.some((before) => before.endsWith('conv(8, kernel: 3)'))).toBe(true);
    expect(places.some((before) => before.endsWith('as image(15, 16)'))).toBe(true);
  });
});

test.each<[string, readonly PositionEncodingKind[] | undefined, PositionEncodingKind]>([
  ['nothing', undefined, 'utf-16'],
  ['what it likes best', ['utf-8', 'utf-32', 'utf-16'], 'utf-8'],
  ['something unknown', ['ebcdic', 'utf-16'], 'utf-16'],
])('a client that names %s', async (_, named, agreed) => {
  const client = await LanguageClient.start(named ? { encodings: named } : {});
  expect(client.encoding).toBe(agreed);
  expect(await client.stop()).toBe(0);
});

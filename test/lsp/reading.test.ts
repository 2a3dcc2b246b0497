/** What helps to read a text, over stdio: signatures, hints, folding, selection, links, colours, symbols of the workspace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  DocumentLink,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import {
  examplesFolder,
  LanguageClient,
  positionAt,
  splitMarker,
  type OpenDocument,
} from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const numerals = readFileSync(join(examplesFolder, 'numerals.mtl'), 'utf8');
let client: LanguageClient;
let document: OpenDocument;
beforeAll(async () => {
  client = await LanguageClient.start();
  document = await client.open(join(examplesFolder, 'numerals.mtl'), numerals);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
});
afterAll(() => client.stop());

const request = <R>(method: string, { uri }: OpenDocument, params: object = {}): Promise<R> =>
  client.connection.sendRequest<R>(method, { textDocument: { uri }, ...params });

describe('signature help', () => {
  const cases: readonly (readonly [marked: string, call: string, active: string | null])[] = [
    ['shared t(x) { conv(<|>', 'conv', 'filters'],
    ['shared t(x) { conv(16, kernel: <|>) }', 'conv', 'kernel: 3'],
    ['shared t(x) { conv(16, <|>) }', 'conv', 'kernel: 3'],
    ['train { optimizer: adam(rate<|>', 'adam', 'rate: 0.001'],
    ['train { stop: plateau(<|>', 'plateau', 'TASK.METRIC'],
    ['train { stop: plateau(t.loss, <|>', 'plateau', 'patience: 5'],
    ['input x = d[p0..p9] as image(2, <|>', 'image', 'width'],
    ['shared t(x) { flatten(1, 2, <|>', 'flatten', null],
    ['input x = d.a as audio(8000, as: <|>', 'audio', 'as: mel'],
    ['input x = d.a as audio(8000, as: mel(40, <|>', 'mel', 'window: 0.025'],
    ['input x = d.a as audio(8000, as: mel(40), <|>', 'audio', null],
  ];
  test.each(cases)('%s', async (marked, call, active) => {
    const { text, position } = splitMarker(marked);
    const help = await client.withText(text, (opened) =>
      request<SignatureHelp>('textDocument/signatureHelp', opened, { position }),
    );
    const [signature] = help.signatures;
    expect(signature?.label.startsWith(`${call}(`)).toBe(true);
    const label = signature?.parameters?.[help.activeParameter ?? 0]?.label;
    expect(Array.isArray(label) ? signature?.label.slice(...label) : null).toBe(active);
  });

  test.each([
    'train { <|>',
    'shared t(x) { conv(16)<|> }',
    'shared t(x) { nothing(<|>',
    'shared t(<|>',
    '// conv(<|>',
  ])('is silent at %s', async (marked) => {
    const { text, position } = splitMarker(marked);
    expect(
      await client.withText(text, (opened) => request('textDocument/signatureHelp', opened, { position })),
    ).toBeNull();
  });
});

describe('inlay hints', () => {
  test('shapes behind inputs and layers, parameters behind heads', async () => {
    const range = { start: { line: 0, character: 0 }, end: positionAt(numerals, numerals.length) };
    const hints = await request<InlayHint[]>('textDocument/inlayHint', document, { range });
    const lines = numerals.split('\n');
    const shown = hints.map(({ position: { line, character }, label }) => [
      lines[line]!.slice(0, character).trim(),
      label,
    ]);
    // Parameters by hand: 16 (9 + 1), 32 (16 9 + 1), 128 (32 3 4 + 1); heads 10 and, after 32 units, 6.
    const trunk = 160 + 4640 + 49280;
    expect(shown).toEqual([
      ['input pixels = numerals[pix0..pix239] as image(15, 16)', '15x16x1'],
      ['shared trunk(pixels)', `${trunk.toLocaleString('en-US')} parameters`],
      ['conv(16, kernel: 3, activation: relu)', '15x16x16'],
      ['maxpool(2)', '7x8x16'],
      ['conv(32, kernel: 3, activation: relu)', '7x8x32'],
      ['maxpool(2)', '3x4x32'],
      ['flatten', '384'],
      ['dense(width, relu)', '128'],
      ['task numeral(trunk)', '1,290 parameters'],
      ['task morphology(trunk)', '4,326 parameters'],
      ['dense(32, relu)', '32'],
    ]);
  });

  test('with what a layer costs, at once or when somebody points at it', async () => {
    const range = { start: { line: 0, character: 0 }, end: positionAt(numerals, numerals.length) };
    const eager = await request<InlayHint[]>('textDocument/inlayHint', document, { range });
    const lazily = await LanguageClient.start({ lazyHints: true });
    expect(lazily.initialized.capabilities.inlayHintProvider).toEqual({ resolveProvider: true });
    const same = await lazily.open(join(examplesFolder, 'numerals.mtl'), numerals);
    await lazily.connection.sendRequest('mtl/plan', { uri: same.uri, settings: [] });
    const params = { textDocument: { uri: same.uri }, range };
    const hints = await lazily.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', params);
    expect(hints.filter(({ tooltip }) => tooltip !== undefined)).toEqual([]);
    const resolve = (hint: InlayHint): Promise<InlayHint> =>
      lazily.connection.sendRequest<InlayHint>('inlayHint/resolve', hint);
    const resolved = await Promise.all(hints.map(resolve));
    expect(resolved.map(({ label, tooltip }) => [label, tooltip])).toEqual(
      eager.map(({ label, tooltip }) => [label, tooltip]),
    );
    expect(resolved[2]!.tooltip).toMatch(/multiply-adds/);
    // The text has changed since.
    await lazily.edit(same, 0, 0, '\n\n');
    expect(await resolve(hints[2]!)).toEqual(hints[2]);
    await lazily.stop();
  });

  test('only where they are asked for', async () => {
    const { line } = positionAt(numerals, numerals.indexOf('flatten'));
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    const hints = await request<InlayHint[]>('textDocument/inlayHint', document, { range });
    expect(hints.map(({ label }) => label)).toEqual(['384']);
  });
});

test('folding', async () => {
  const text = `// one
// two
data d {
  source: [
    "a.csv"
  ]
  query: "select
    *"
}
// #region tasks
// inside
task t(x) {
  residual {
    dense(4)
  }
}
// #endregion
/* a
b */
train { batch: 1 }
sweep {
`;
  const ranges = await client.withText(text, (opened) =>
    request<FoldingRange[]>('textDocument/foldingRange', opened),
  );
  const shown = ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? ''}`.trim());
  expect(shown.toSorted()).toEqual(
    ['0-1 comment', '2-7', '3-4', '6-7', '9-16 region', '11-14', '12-13', '17-18 comment'].toSorted(),
  );
});

test('selection grows from the word to the file', async () => {
  const { text, position } = splitMarker('// a b\nshared t(x) {\n  dense(wi<|>dth, relu)\n}\n');
  const grow = async (at: typeof position): Promise<readonly string[]> => {
    const [found] = await client.withText(text, (opened) =>
      request<SelectionRange[]>('textDocument/selectionRange', opened, { positions: [at] }),
    );
    const lines = text.split('\n');
    const shown: string[] = [];
    for (let one: SelectionRange | undefined = found; one; one = one.parent) {
      const { start, end } = one.range;
      shown.push(
        start.line === end.line
          ? lines[start.line]!.slice(start.character, end.character)
          : `${start.line}-${end.line}`,
      );
    }
    return shown;
  };
  expect(await grow(position)).toEqual(['width', 'dense(width, relu)', '1-3', '1-3', '1-3', '0-4']);
  expect(await grow({ line: 0, character: 4 })).toEqual(['// a b', '0-4']);
});

test('links lead to data files that are there', async () => {
  const links = await request<DocumentLink[]>('textDocument/documentLink', document);
  expect(links.map(({ target }) => target)).toEqual([
    pathToFileURL(join(examplesFolder, '../data/mfeat.csv')).href,
  ]);
  const start = positionAt(numerals, numerals.indexOf('../data'));
  expect(links[0]?.range.start).toEqual(start);
  const missing = 'data d { source: ["shapes.csv", "missing.csv", "*.csv"]; query: "shapes.csv" }\n';
  const found = await client.withText(missing, (opened) =>
    request<DocumentLink[]>('textDocument/documentLink', opened),
  );
  expect(found).toHaveLength(1);
});

/** Each token as its text and its type. */
function describeTokens(text: string, data: readonly number[]): readonly string[] {
  const { legend } = client.initialized.capabilities.semanticTokensProvider!;
  const lines = text.split('\n');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [down, right, length, type] = data.slice(index * 5) as [number, number, number, number];
    character = down > 0 ? right : character + right;
    line += down;
    return `${lines[line]!.slice(character, character + length)} ${legend.tokenTypes[type]}`;
  });
}

describe('semantic tokens', () => {
  const text = 'let a = 1\nshared t(x) { dense(a, relu); nothing }\n/* one\ntwo */\n';

  test('of the document', async () => {
    const { data } = await client.withText(text, (opened) =>
      request<SemanticTokens>('textDocument/semanticTokens/full', opened),
    );
    expect(describeTokens(text, data)).toEqual([
      'let keyword',
      'a variable',
      '1 number',
      'shared keyword',
      't class',
      'dense function',
      'a variable',
      'relu enumMember',
      '/* one comment',
      'two */ comment',
    ]);
  });

  test('of a part', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const { data } = await client.withText(text, (opened) =>
      request<SemanticTokens>('textDocument/semanticTokens/range', opened, { range }),
    );
    expect(describeTokens(text, data)).toEqual(['let keyword', 'a variable', '1 number']);
  });

  test('as changes give what the whole would', async () => {
    await client.withText(text, async (opened) => {
      const before = await request<SemanticTokens>('textDocument/semanticTokens/full', opened);
      await client.edit(opened, text.indexOf('relu'), 4, 'a');
      const delta = await request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', opened, {
        previousResultId: before.resultId,
      });
      const data = [...before.data];
      for (const { start, deleteCount, data: inserted = [] } of delta.edits)
        data.splice(start, deleteCount, ...inserted);
      const after = await request<SemanticTokens>('textDocument/semanticTokens/full', opened);
      expect(delta.edits.length).toBeGreaterThan(0);
      expect(data).toEqual(after.data);
    });
  });
});

test('symbols of the workspace, of files and of open documents', async () => {
  const folder = temporaryFolder({
    'a.mtl': 'experiment "Alpha"\nlet width = 3\ntrain { batch: 3 }\n',
    'deep/b.mtl': 'task digit(x) {}\n',
    'deep/material.mtl': 'newmtl task\n',
    'runs/1/experiment.mtl': 'let copied = 1\n',
    'runs/1/plan.json': '{}',
    '.hidden/c.mtl': 'let hidden = 1\n',
  });
  const editor = await LanguageClient.start({ folders: [folder] });
  await editor.open(join(examplesFolder, 'numerals.mtl'), numerals);
  await editor.open('odd:%', 'let odd = 1\n');
  const find = async (query: string): Promise<readonly string[]> => {
    const symbols = await editor.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
    return symbols.map(({ name, containerName }) => `${name} ${containerName}`);
  };
  const all = await find('');
  expect(all).toEqual(
    expect.arrayContaining(['Alpha a.mtl', 'width a.mtl', 'digit b.mtl', 'trunk numerals.mtl', 'odd odd:%']),
  );
  for (const name of ['copied', 'hidden', 'train']) expect(all.join('\n')).not.toContain(name);
  expect(await find('WDT')).toEqual(['width numerals.mtl', 'width a.mtl']);
  await editor.stop();
});

test('an open document is one with its file, however its address is written', async () => {
  const folder = temporaryFolder({ 'c++ (1)/a=b.mtl': 'let saved = 1\n' });
  const editor = await LanguageClient.start({ folders: [folder] });
  // As VS Code writes it, which escapes more than is asked for.
  await editor.open(`${pathToFileURL(folder).href}/c%2B%2B%20%281%29/a%3Db.mtl`, 'let typed = 1\n');
  const symbols = await editor.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: '' });
  expect(symbols.map(({ name }) => name)).toEqual(['typed']);
  await editor.stop();
});

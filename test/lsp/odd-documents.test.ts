/** Documents and changes that no good client sends, to the real server: large, torn, out of order and beyond the end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oddUri, origin, RawClient } from '../support/raw-client';

let client: RawClient;
beforeEach(() => {
  client = new RawClient();
  client.initialize();
});
afterEach(() => client.end());

describe('documents', () => {
  test('opened twice are the last', async () => {
    client.open('let a = 1\n');
    expect(await client.names()).toEqual(['a']);
    client.open('let b = 1\n');
    expect(await client.names()).toEqual(['b']);
  });

  test('are what was changed, whatever the version says', async () => {
    client.open('let a = 1\n', 5);
    expect(await client.names()).toEqual(['a']);
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } };
    for (const [version, text] of [
      [3, 'b'],
      [3, 'c'],
      [-1, 'd'],
    ] as const) {
      client.change(version, { range, text });
      expect(await client.names()).toEqual([text]);
    }
    client.notify('textDocument/didClose', { textDocument: { uri: oddUri } });
    client.open('let e = 1\n', 3);
    expect(await client.names()).toEqual(['e']);
  });

  test('take changes beyond their end at their end', async () => {
    client.open('let a = 1\n');
    const beyond = { line: 99, character: 99 };
    client.change(2, { range: { start: beyond, end: beyond }, text: 'let b = 2\n' });
    expect(await client.names()).toEqual(['a', 'b']);
    client.change(3, {
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 999 } },
      text: 'c = 1',
    });
    expect(await client.names()).toEqual(['c', 'b']);
    client.change(4, { range: { start: beyond, end: origin }, text: '' });
    expect(await client.names()).toEqual([]);
  });

  test('that are not open are closed and changed without harm', async () => {
    client.notify('textDocument/didClose', { textDocument: { uri: oddUri } });
    client.change(2, { text: 'let a = 1\n' });
    expect(await client.names()).toEqual([]);
    expect(await client.problems()).toEqual([]);
    expect(await client.ask('textDocument/hover', { position: origin })).toBeNull();
  });

  test.each([
    ['halves of characters', 'let a = 1\n\ud83d let b = \udc00 "\ud83d"\n'],
    ['zeros', 'let a\u0000 = 1 \u0000\n"\u0000'],
    ['a byte order mark', '\ufefflet a = 1\n'],
    ['line breaks of all kinds', 'let a = 1\r\rlet b = 1\r\nlet c = 1\u2028let d = 1\n'],
  ])('hold %s', async (_, text) => {
    client.open(text);
    expect(Array.isArray(await client.problems())).toBe(true);
    expect((await client.names())[0]).toBe('a');
    for (const method of ['semanticTokens/full', 'foldingRange', 'formatting', 'completion'])
      await client.ask(`textDocument/${method}`, {
        position: origin,
        options: { tabSize: 2, insertSpaces: true },
      });
  });
});

describe('what is large', () => {
  /** With the message, its text and the document each in memory for a while. */
  const mostBytes = 1_000_000_000;

  test.each([
    ['50 MB of declarations', 'let a = 1\n'.repeat(5_000_000)],
    ['a line of 10 MB', `let a = [${'1, '.repeat(3_300_000)}`],
    ['10 MB of braces', '{'.repeat(10_000_000)],
  ])('%s are not read, and said to be too large', async (_, text) => {
    client.open(text);
    expect(await client.problems()).toEqual(['MTL1017']);
    const begun = performance.now();
    client.change(2, { range: { start: origin, end: origin }, text: 'x' });
    expect(await client.problems()).toEqual(['MTL1017']);
    for (const method of [
      'documentSymbol',
      'semanticTokens/full',
      'formatting',
      'foldingRange',
      'completion',
    ])
      await client.ask(`textDocument/${method}`, {
        position: origin,
        options: { tabSize: 2, insertSpaces: true },
      });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(client.peak).toBeLessThan(mostBytes);
    client.change(3, { text: 'let b = 1\n' });
    expect(await client.names()).toEqual(['b']);
  });

  test.each([
    ['unmatched braces', '}'],
    ['faulty lines', 'let a = b c d\n'],
    ['open brackets', '('],
    ['one line', 'dense(4); '],
    ['tasks', 'task t(x) { predict: d.a as number }\n'],
    ['half pairs', '\ud83d'],
  ])('%s just within what is read are answered', async (_, part) => {
    client.open(part.repeat(499_000 / part.length));
    const begun = performance.now();
    const found = await client.problems();
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(1000);
    await client.ask('textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } });
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  test('constants that stand for one another in a long chain', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `let a${index} = a${index + 1}\n`).join('');
    client.open(text);
    await client.problems();
    client.change(2, { text: `${text}let a20000 = a0\n` });
    expect(await client.problems()).toContain('MTL2007');
  });
});

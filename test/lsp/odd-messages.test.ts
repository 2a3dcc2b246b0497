/** Messages that no good client sends, to the real server: each is answered, or ends it with a reason. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oddUri, origin, RawClient, type RawMessage } from '../support/raw-client';

let client: RawClient;
beforeEach(() => {
  client = new RawClient();
});
afterEach(() => client.end());

const hover = (id: number | string): void =>
  client.request(id, 'textDocument/hover', { textDocument: { uri: oddUri }, position: origin });

const codeOf = ({ error }: RawMessage): number | undefined => error?.code;
const parseError = -32_700;
const invalidRequest = -32_600;
const methodNotFound = -32_601;
const invalidParams = -32_602;
const internalError = -32_603;
const notInitialized = -32_002;
const requestCancelled = -32_800;

describe('a message that is none', () => {
  const cases: readonly (readonly [what: string, message: string, id: number | null, code: number])[] = [
    ['no JSON', '{"jsonrpc": oops', null, parseError],
    ['nothing', '', null, parseError],
    ['a batch', '[{"jsonrpc":"2.0","id":7,"method":"shutdown"}]', null, invalidRequest],
    ['a number', '42', null, invalidRequest],
    ['null', 'null', null, invalidRequest],
    ['an object without a method', '{"jsonrpc":"2.0","id":7}', 7, invalidRequest],
    ['a method that is no text', '{"jsonrpc":"2.0","id":7,"method":3}', 7, invalidRequest],
    ['JSON beyond any depth', '['.repeat(1_000_000), null, parseError],
  ];
  test.each(cases)('%s', async (_, message, id, code) => {
    client.initialize();
    client.send(message);
    expect(codeOf(await client.answer(id))).toBe(code);
    client.open('let a = 1\n');
    expect(await client.names()).toEqual(['a']);
  });
});

describe('a stream that is broken ends the server with a reason', () => {
  const body = '{"jsonrpc":"2.0","method":"initialized","params":{}}';
  test.each([
    ['garbage', 'garbage\r\n\r\n'],
    ['a header without a length', 'Content-Type: text\r\n\r\n'],
    ['a length that is no number', `Content-Length: long\r\n\r\n${body}`],
    ['a length below zero', `Content-Length: -5\r\n\r\n${body}`],
    ['a header without an end', 'x'.repeat(10_000)],
    ['a length that is too small', `Content-Length: 5\r\n\r\n${body}`],
    ['a length that is too large', `Content-Length: ${body.length + 5}\r\n\r\n${body}`],
  ])('%s', async (_, bytes) => {
    client.initialize();
    await client.answer(0);
    client.write(bytes);
    for (let id = 1; id < 5; id += 1) hover(id);
    expect(await client.exited).toBe(1);
    expect(client.said).toContain('cannot be told apart any more');
  });
});

describe('a method', () => {
  test('that is unknown is answered, a notification passed over', async () => {
    client.initialize();
    client.notify('no/such');
    client.notify('$/noSuch');
    client.request(1, 'no/such', {});
    client.request(2, '$/noSuch');
    expect(codeOf(await client.answer(1))).toBe(methodNotFound);
    expect(codeOf(await client.answer(2))).toBe(methodNotFound);
  });

  test('with parameters that it does not have is answered with an error', async () => {
    client.initialize();
    client.request(1, 'textDocument/hover', {});
    client.request(2, 'textDocument/hover', [1, 2]);
    client.request(3, 'textDocument/hover');
    for (const method of ['didOpen', 'didChange', 'didClose', 'didSave'])
      client.notify(`textDocument/${method}`, {});
    client.notify('$/cancelRequest');
    client.notify('$/cancelRequest', { id: null });
    for (const [id, code] of [
      [1, internalError],
      [2, invalidParams],
      [3, invalidParams],
    ] as const)
      expect(codeOf(await client.answer(id))).toBe(code);
    client.open('let a = 1\n');
    expect(await client.names()).toEqual(['a']);
  });
});

describe('out of turn', () => {
  test('nothing is taken before `initialize`', async () => {
    hover(1);
    client.open('let a = 1\n');
    expect(codeOf(await client.answer(1))).toBe(notInitialized);
    client.initialize();
    await client.answer(0);
    expect(await client.ask('textDocument/documentSymbol')).toEqual([]);
  });

  test('`initialize` comes once', async () => {
    client.initialize();
    client.request(1, 'initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(codeOf(await client.answer(1))).toBe(invalidRequest);
  });

  test('nothing is taken after `shutdown` but `exit`', async () => {
    client.initialize();
    client.request(1, 'shutdown');
    hover(2);
    client.request(3, 'shutdown');
    expect((await client.answer(1)).result).toBeNull();
    expect(codeOf(await client.answer(2))).toBe(invalidRequest);
    expect(codeOf(await client.answer(3))).toBe(invalidRequest);
    client.notify('exit');
    expect(await client.exited).toBe(0);
  });

  test('`exit` without `shutdown` is an error', async () => {
    client.initialize();
    client.notify('exit');
    expect(await client.exited).toBe(1);
  });

  test('a client that cannot say what it can is told so, one that can do nothing is served', async () => {
    client.request(0, 'initialize', { processId: null, rootUri: null, capabilities: null });
    expect(codeOf(await client.answer(0))).toBe(internalError);
    client.end();
    client = new RawClient();
    client.request(0, 'initialize', {
      processId: null,
      capabilities: {},
      initializationOptions: 3,
      locale: '../x',
    });
    expect((await client.answer(0)).result).toHaveProperty('capabilities');
    client.open('let a = a\n');
    await client.message(({ method }) => method === 'textDocument/publishDiagnostics');
  });
});

test('thousands of cancelled requests are answered without being worked on', async () => {
  client.initialize();
  client.open('let a = 1\n'.repeat(1000));
  const count = 5000;
  const frames: string[] = [];
  const frame = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    frames.push(`Content-Length: ${body.length}\r\n\r\n${body}`);
  };
  const params = { textDocument: { uri: oddUri }, position: origin };
  for (let id = 1; id <= count; id += 1) {
    frame({ id, method: 'textDocument/completion', params });
    frame({ method: '$/cancelRequest', params: { id } });
  }
  client.write(frames.join(''));
  hover('last');
  expect((await client.answer('last')).error).toBeUndefined();
  const answers = client.messages.filter(({ id }) => typeof id === 'number' && id >= 1 && id <= count);
  expect(answers).toHaveLength(count);
  expect(answers.filter((answer) => codeOf(answer) === requestCancelled).length).toBeGreaterThan(count / 2);
  expect(await client.names()).toHaveLength(1000);
});

/** What accepted items of completion insert: with places, alone where the rest stands there already, in place of what was typed. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol/node';
import { completeAt, input } from '../support/complete-at';
import { examplesFolder, LanguageClient } from '../support/language-client';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

const complete = (marked: string) => completeAt(client, marked);

const inserted = async (marked: string, label: string): Promise<TextEdit> => {
  const item = (await complete(marked)).find((candidate) => candidate.label === label);
  return item!.textEdit as TextEdit;
};

describe('what is inserted', () => {
  test('a layer with its required argument as a place to fill in', async () => {
    const { newText } = await inserted(`${input}shared t(features) {\n  <|>\n}`, 'dense');
    expect(newText).toMatch(/^dense\(\$\{1:\d+\}\)$/);
  });

  test('a layer that needs nothing as its bare name', async () => {
    expect((await inserted(`${input}shared t(features) {\n  <|>\n}`, 'flatten')).newText).toBe('flatten');
  });

  test.each([
    ['shared t(features) {\n  den<|>(8, relu)\n}', 'dense', 'dense'],
    ['shared t(features) {\n  resi<|> { dense(28) }\n}', 'residual', 'residual'],
    ['shared t(features) {\n  dense(8, activ<|>: relu)\n}', 'activation:', 'activation'],
    ['train {\n  bat<|>: 32\n}', 'batch', 'batch'],
    ['sha<|> t(features) {\n}', 'shared', 'shared'],
    ['train { optimizer: ad<|>(rate: 0.1) }', 'adam', 'adam'],
    ['train { stop: pla<|>(t.loss) }', 'plateau', 'plateau'],
  ])('by its name alone where the rest stands there: %s', async (at, label, newText) => {
    expect((await inserted(`${input}${at}`, label)).newText).toBe(newText);
  });

  test.each([
    ['train {\n  bat<|>: 32\n}', ['batch', 'seed'], []],
    ['shared t(features) {\n  <|>: hard\n}', ['sharing'], ['dense', 'flatten']],
    ['shared t(features) {\n  <|>(8)\n}', ['dense'], ['sharing']],
    ['<|> t(features) {\n}', ['shared', 'network', 'task'], ['data', 'let', 'train', 'task class']],
    ['<|> a = 1', ['let'], ['shared', 'train']],
    ['input y = shapes[<|>..f9]', ['f0'], ['f0..f27']],
  ])('and what cannot stand before the rest is not offered: %s', async (at, some, none) => {
    const labels = (await complete(`${input}${at}`)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(some));
    expect(labels.filter((label) => none.includes(label))).toEqual([]);
  });

  test('in place of the word at the cursor', async () => {
    const { range } = await inserted('train {\n  weighting: un<|>certanty\n}', 'uncertainty');
    expect(range).toEqual({ start: { line: 1, character: 13 }, end: { line: 1, character: 23 } });
  });

  test.each([
    ['<|>', 'residual', 'dense(28, relu)\n  dense(28)'],
    ['dense(6)\n  <|>', 'residual', 'dense(6, relu)\n  dense(6)'],
    ['dense(6)\n  residual { <|> }', 'residual', 'dense(6, relu)\n  dense(6)'],
    ['reshape(4, 7)\n  <|>', 'bidirectional', 'lstm(4)'],
  ])('in %s: %s with layers that fit there, with a place and without', async (at, label, inner) => {
    const marked = `${input}shared t(features) {\n  ${at}\n}`;
    expect((await inserted(marked, label)).newText).toBe(`${label} {\n  \${1:${inner}}\n}`);
    const accepted = marked.replace('<|>', `${label} {\n  ${inner}\n}`);
    const document = await client.open(join(examplesFolder, 'accepted.mtl'), accepted);
    const codes = (await client.diagnostics(document)).map(({ code }) => String(code));
    // There is no task.
    expect(codes).toEqual(['MTL3019']);
    await client.close(document);
  });

  test('a declaration with what it cannot do without', async () => {
    const { newText } = await inserted('<|>', 'data');
    expect(newText).toMatch(/^data \$\{1:name\} \{\n {2}source: \$\{\d:.+\}\n\}$/);
  });
});

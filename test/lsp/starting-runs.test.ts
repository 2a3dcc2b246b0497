/** Blocks that start from a run, over stdio: which runs are offered, what is said of one, and what follows when it changes. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CompletionList,
  Diagnostic,
  DocumentLink,
  Hover,
  InlayHint,
  MarkupContent,
  Position,
} from 'vscode-languageserver-protocol/node';
import { LanguageClient, positionAt, splitMarker, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const earlier = resolve(import.meta.dirname, '../golden/problems/earlier');
const rows = `a,b,c,species\n${Array.from({ length: 60 }, (_, row) => `${row},${row % 7},${row % 3},${row % 2 ? 'x' : 'y'}`).join('\n')}\n`;

const experiment = (start: string, layers = 'dense(8, relu); dense(4)'): string => `data d { source: "d.csv" }
input x = d[a, b, c]
shared trunk(x) { ${start}; ${layers} }
task kind(trunk) { predict: d.species as classes(2) }
`;

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

/** A folder with runs in it, and the text open in it. */
async function open(
  marked: string,
): Promise<{ folder: string; document: OpenDocument; position: Position; text: string }> {
  const folder = temporaryFolder({ 'd.csv': rows, 'runs/notes/read.txt': 'no run' });
  for (const name of ['flowers', 'twins', 'seeds'])
    cpSync(join(earlier, name), join(folder, 'runs', name), { recursive: true });
  cpSync(join(earlier, 'flowers', 'plan.json'), join(folder, 'runs/flowers/experiment.mtl'));
  const { text, position } = splitMarker(marked.includes('<|>') ? marked : `${marked}<|>`);
  const document = await client.open(join(folder, 'second.mtl'), text);
  return { folder, document, position, text };
}

describe('completion', () => {
  test('offers the runs that hold a block to start from', async () => {
    const { document, position } = await open(experiment('from: "<|>"'));
    const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
    // The others have several blocks of other names, no model, or no plan.
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([['runs/flowers/', 'flowers']]);
    expect(items[0]!.documentation).toMatch(
      /^Run of flowers, \d{4}-\d\d-\d\d \d\d:\d\d\.\n\n- `trunk`: `dense\(8, relu\)`, `dropout\(0\.2\)`, `dense\(4\)`$/,
    );
  });

  test('offers what can be frozen', async () => {
    const { document, position } = await open(experiment('from: "runs/flowers/"; freeze: <|>'));
    const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
    expect(items.map(({ label }) => label)).toEqual(['all', 'first']);
  });
});

test('hover says what the run is, and the path leads to its text', async () => {
  const { folder, document, text } = await open(experiment('from: "runs/flowers/"'));
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const hover = await client.ask<Hover>(
    'textDocument/hover',
    document,
    positionAt(text, text.indexOf('flowers')),
  );
  expect((hover.contents as MarkupContent).value).toContain('- `trunk`: `dense(8, relu)`');
  const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
    textDocument: { uri: document.uri },
  });
  expect(links.map(({ target }) => target)).toContain(
    pathToFileURL(join(folder, 'runs/flowers/experiment.mtl')).href,
  );
});

test('hints say what is frozen, and how many parameters learn', async () => {
  const { document } = await open(experiment('from: "runs/flowers/"; freeze: first(1)'));
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const hints = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri: document.uri },
    range,
  });
  expect(hints.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['68 parameters, 36 of them learn', '8, frozen', '4']),
  );
});

test('problems follow when a run appears and vanishes', async () => {
  const { folder, document } = await open(experiment('from: "runs/later/"'));
  expect.assertions(3);
  const hears = async (...codes: readonly string[]): Promise<void> => {
    await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
    const isSaid = (said: readonly Diagnostic[]) => `${said.map(({ code }) => code)}` === `${codes}`;
    expect((await client.diagnostics(document, isSaid)).length).toBe(codes.length);
  };
  await hears('MTL5047');
  mkdirSync(join(folder, 'runs/later'));
  cpSync(join(earlier, 'flowers'), join(folder, 'runs/later'), { recursive: true });
  await hears();
  rmSync(join(folder, 'runs/later/model.onnx'));
  await hears('MTL5048');
});

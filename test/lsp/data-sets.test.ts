/** Two data sets in an editor: what is offered, shown, found and renamed, over stdio. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  MarkupContent,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { LanguageClient, positionAt, splitMarker, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

const tables = {
  'photos.csv': [
    'a,b,c,digit',
    ...Array.from({ length: 40 }, (_, row) => `${row},${row % 7},${row % 5},${row % 4}`),
  ],
  'scans.csv': [
    'a,b,q,grade',
    ...Array.from({ length: 30 }, (_, row) => `${row},${row % 5},${row % 9},${row / 2}`),
  ],
};
const head = `data photos { source: "photos.csv" }
data scans { source: "scans.csv" }
data spare { source: "photos.csv" }
`;
const text = `${head}input x = [photos[a, b], scans[a, q]]
shared trunk(x) { dense(4) }
network left(x) { data: photos; dense(4) }
network right(trunk) { dense(4) }
task digit(left) { predict: photos.digit as classes }
task grade(right) { predict: scans.grade as number }
`;

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

async function opened<R>(source: string, ask: (document: OpenDocument) => Promise<R>): Promise<R> {
  const files = Object.entries(tables).map(([file, lines]) => [file, `${lines.join('\n')}\n`]);
  const folder = temporaryFolder(Object.fromEntries(files) as Record<string, string>);
  const document = await client.open(join(folder, 'two.mtl'), source);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const answer = await ask(document);
  await client.close(document);
  return answer;
}

const itemsAt = (marked: string): Promise<readonly CompletionItem[]> => {
  const { text: source, position } = splitMarker(marked);
  return opened(source, async (document) => {
    const { items } = await client.ask<CompletionList>('textDocument/completion', document, position);
    return items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
  });
};

test.for([
  [
    'data sets that a list does not name yet',
    `${head}input x = [photos[a], <|>`,
    ['scans', 'spare', 'photos'],
  ],
  [
    'and in what is predicted',
    `${text}task t(trunk) {\n  predict: [scans.b, <|>]\n}`,
    ['photos', 'spare', 'scans'],
  ],
  ['columns of each', `${head}input x = [photos[a], scans[<|>]]`, ['a', 'b', 'q', 'grade']],
  [
    'columns of each by their dots',
    `${text}task t(trunk) {\n  predict: [photos.c, scans.<|>]\n}`,
    ['a', 'b', 'q'],
  ],
] as const)('%s', async ([, marked, first]) => {
  const labels = (await itemsAt(marked)).map(({ label }) => label);
  expect(labels.slice(0, first.length)).toEqual(first);
});

test.for([
  ['that is fed by two', text.replace('data: photos', 'data: <|>'), 'photos'],
  ['that reads a block', text.replace('right(trunk) {', 'right(trunk) { data: <|>;'), 'scans'],
] as const)('only what teaches a network %s', async ([, marked, only]) => {
  expect((await itemsAt(marked)).map(({ label }) => label)).toEqual([only]);
});

test('whole tasks stand on what their data set feeds', async () => {
  const more = `${text}input own = photos.c\nshared alone(own) { dense(4) }\n<|>`;
  const items = await itemsAt(more);
  const written = (label: string) =>
    (items.find((item) => item.label === label)!.textEdit as TextEdit).newText;
  expect(written('task b')).toContain('(trunk)');
  expect(written('task b')).toContain('predict: scans.b');
});

test('an input says how many rows and columns of each it reads', async () => {
  const hover = await opened(text, (document) =>
    client.ask<Hover>('textDocument/hover', document, positionAt(text, text.indexOf('x) { dense(4) }'))),
  );
  const { value } = hover.contents as MarkupContent;
  expect(value).toContain('- `photos`: 40 rows, 2 columns.\n- `scans`: 30 rows, 2 columns.');
});

test.for([
  ['in a list', 'scans[a, q]'],
  ['of a network', 'photos; dense'],
] as const)('the name of a data set leads to it: %s', async ([, place]) => {
  const at = positionAt(text, text.indexOf(place));
  const found = await opened(text, (document) =>
    client.ask<Location | Location[]>('textDocument/definition', document, at),
  );
  const { range } = [found].flat()[0]!;
  const line = text.split('\n')[range.start.line]!;
  expect(line).toContain(`data ${place.split(/\W/)[0]} `);
});

test('a data set is renamed wherever it is named', async () => {
  const position = positionAt(text, text.indexOf('photos'));
  const { changes, documentChanges } = await opened(text, (document) =>
    client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: document.uri },
      position,
      newName: 'prints',
    }),
  );
  const edits = [
    ...Object.values(changes ?? {}).flat(),
    ...(documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : [])),
  ];
  expect(edits.length).toBe(text.match(/\bphotos\b(?!\.csv)/g)!.length);
});

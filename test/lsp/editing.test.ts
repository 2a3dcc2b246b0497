/** What changes the text, over stdio: formatting, rename; and what it is told by: references and highlights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  DocumentHighlight,
  Location,
  Range,
  ResponseError,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import {
  examplesFolder,
  LanguageClient,
  positionAt,
  splitMarker,
  type OpenDocument,
} from '../support/language-client';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

const options = { tabSize: 8, insertSpaces: false };
const request = <R>(method: string, { uri }: OpenDocument, params: object): Promise<R> =>
  client.connection.sendRequest<R>(method, { textDocument: { uri }, ...params });

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const offsetOf = ({ line, character }: Range['start']): number =>
    text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  return edits
    .toSorted((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (changed, { range, newText }) =>
        changed.slice(0, offsetOf(range.start)) + newText + changed.slice(offsetOf(range.end)),
      text,
    );
}

const loose = 'let a=1\n\nshared t(x){\ndense( 4 )\n     flatten}\n\n\n\nlet b=2\n';

describe('formatting', () => {
  test('of the document, in the one style whatever the options', async () => {
    const edits = await client.withText(loose, (document) =>
      request<TextEdit[]>('textDocument/formatting', document, { options }),
    );
    expect(applyEdits(loose, edits)).toBe(
      'let a = 1\n\nshared t(x) {\n  dense(4)\n  flatten\n}\n\nlet b = 2\n',
    );
  });

  test('of an example changes nothing', async () => {
    const text = readFileSync(join(examplesFolder, 'numerals.mtl'), 'utf8');
    expect(
      await client.withText(text, (document) => request('textDocument/formatting', document, { options })),
    ).toEqual([]);
  });

  test('of lines leaves the others alone', async () => {
    const range = { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } };
    const edits = await client.withText(loose, (document) =>
      request<TextEdit[]>('textDocument/rangeFormatting', document, { range, options }),
    );
    expect(applyEdits(loose, edits)).toBe(
      'let a=1\n\nshared t(x){\n  dense(4)\n  flatten\n}\n\n\n\nlet b=2\n',
    );
  });

  const typed: readonly (readonly [marked: string, ch: string, formatted: string])[] = [
    ['let a=1\ntrain{\nbatch:3\n}<|>', '}', 'let a=1\ntrain {\n  batch: 3\n}'],
    [
      'shared t(x) {\nresidual{\ndense( 4 )\n}<|>\n}',
      '}',
      'shared t(x) {\n  residual {\n    dense(4)\n  }\n}',
    ],
    ['train {\nbatch:3\n  <|>\n}', '\n', 'train {\n  batch: 3\n  \n}'],
    ['let a=1\nlet b=2\n<|>let c=3', '\n', 'let a=1\nlet b = 2\nlet c=3'],
    ['train {\n}<|> }', '}', 'train {\n} }'],
  ];
  test.each(typed)('on typing, %j and %j', async (marked, ch, formatted) => {
    const { text, position } = splitMarker(marked);
    const edits = await client.withText(text, (document) =>
      request<TextEdit[]>('textDocument/onTypeFormatting', document, { position, ch, options }),
    );
    expect(applyEdits(text, edits)).toBe(formatted);
  });
});

const source = `let width = 64
data d { source: "t.csv" }
input x = d["sepal length"]
shared trunk(x) { dense(width, relu) }
task t(trunk) { dense(width); predict: d.label as classes(10) }
`;
const placeOf = (words: string, name: string) =>
  positionAt(source, source.indexOf(words) + words.indexOf(name));

describe('rename', () => {
  test('changes every use', async () => {
    const position = placeOf('dense(width);', 'width');
    await client.withText(source, async (document) => {
      expect(await request('textDocument/prepareRename', document, { position })).toEqual({
        range: { start: position, end: { ...position, character: position.character + 5 } },
        placeholder: 'width',
      });
      const edit = await request<WorkspaceEdit>('textDocument/rename', document, {
        position,
        newName: 'units',
      });
      expect(applyEdits(source, edit.changes![document.uri]!)).toBe(source.replaceAll('width', 'units'));
    });
  });

  const refused: readonly (readonly [words: string, name: string, message: string])[] = [
    ['shared trunk', 'shared', 'This is a word of the language.'],
    ['source:', 'source', 'This is a word of the language.'],
    ['dense(width, relu)', 'dense', 'This is a name of the catalog.'],
    ['d["sepal length"]', 'sepal', 'Columns are named by the data.'],
    ['d.label', 'label', 'Columns are named by the data.'],
    ['(10)', '10', 'Only names that the file declares can be renamed.'],
  ];
  test.each(refused)('%s: %s is refused', async (words, name, message) => {
    const position = placeOf(words, name);
    const error = await client.withText(source, (document) =>
      request<never>('textDocument/prepareRename', document, { position }).catch((e: ResponseError) => e),
    );
    expect(error.message).toBe(message);
  });

  test('a name that would mean something else is refused', async () => {
    const position = placeOf('let width', 'width');
    const error = await client.withText(source, (document) =>
      request<never>('textDocument/rename', document, { position, newName: 'relu' }).catch(
        (e: ResponseError) => e,
      ),
    );
    expect(error.message).toBe('`relu` means something else in this file.');
  });
});

const linesOf = (found: readonly { range: Range }[]) => found.map(({ range }) => range.start.line);

describe('references', () => {
  test('of a name, with and without its declaration', async () => {
    const position = placeOf('dense(width);', 'width');
    await client.withText(source, async (document) => {
      const ask = (includeDeclaration: boolean) =>
        request<Location[]>('textDocument/references', document, {
          position,
          context: { includeDeclaration },
        });
      expect(linesOf(await ask(true))).toEqual([0, 3, 4]);
      expect(linesOf(await ask(false))).toEqual([3, 4]);
      const marked = await request<DocumentHighlight[]>('textDocument/documentHighlight', document, {
        position,
      });
      expect(marked.map(({ range, kind }) => [range.start.line, kind])).toEqual([
        [0, 3],
        [3, 2],
        [4, 2],
      ]);
    });
  });

  test('of a word that no file declares there are none', async () => {
    const position = placeOf('dense(width, relu)', 'relu');
    const context = { includeDeclaration: true };
    expect(
      await client.withText(source, (document) =>
        request('textDocument/references', document, { position, context }),
      ),
    ).toEqual([]);
  });
});

/** A folder of pictures in an editor: what is offered, shown and drafted, over stdio. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  DocumentLink,
  Hover,
  MarkupContent,
} from 'vscode-languageserver-protocol/node';
import type { DraftResult } from '../../contract/language-requests';
import { LanguageClient, positionAt, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

/** Two kinds of pictures, a dozen each; all are larger than the one before. */
async function folderOfPictures(): Promise<string> {
  const folder = temporaryFolder();
  for (const [index, kind] of ['cat', 'dog'].entries()) {
    mkdirSync(join(folder, 'pets', kind), { recursive: true });
    for (let number = 0; number < 12; number++) {
      const size = { width: 10 + number, height: 20 + 12 * index + number };
      const picture = sharp({ create: { ...size, channels: 3, background: '#a04020' } });
      await picture.png().toFile(join(folder, 'pets', kind, `${String(number).padStart(2, '0')}.png`));
    }
  }
  return folder;
}

const text = `data pets { source: images("pets/"); stratify: label }
input x = pets.image as image(8, 8, channels: 3)
shared trunk(x) { flatten; dense(4, relu) }
task kind(trunk) { predict: pets.label as classes(2) }
`;

async function opened<R>(
  source: string,
  ask: (document: OpenDocument, folder: string) => Promise<R>,
): Promise<R> {
  const folder = await folderOfPictures();
  const document = await client.open(join(folder, 'e.mtl'), source);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const answer = await ask(document, folder);
  await client.close(document);
  return answer;
}

test('a column of pictures tells of its files', async () => {
  const at = positionAt(text, text.indexOf('image as image'));
  const hover = await opened(text, (document) => client.ask<Hover>('textDocument/hover', document, at));
  const { value } = hover.contents as MarkupContent;
  expect(value).toBe('**image**: pictures, 24 files, 20x10 to 43x21 pixels, colour, PNG');
});

test('its columns are offered', async () => {
  const at = text.indexOf('image as image');
  const list = await opened(text, (document) =>
    client.ask<CompletionList | CompletionItem[]>('textDocument/completion', document, positionAt(text, at)),
  );
  const labels = ('items' in list ? list.items : list).map(({ label }) => label);
  expect(labels).toEqual(['image', 'label', 'file']);
});

test('a word about the call is shown, and its problems are said', async () => {
  const at = positionAt(text, text.indexOf('images('));
  const hover = await opened(text, async (document) => {
    expect(await client.diagnostics(document, ({ length }) => length === 0)).toEqual([]);
    return client.ask<Hover>('textDocument/hover', document, at);
  });
  expect((hover.contents as MarkupContent).value).toContain('PNG, JPEG, WebP, GIF, TIFF');
  const wrong = text.replace('pets/', 'pest/');
  const said = await opened(wrong, (document) => client.diagnostics(document, ({ length }) => length > 0));
  expect(said).toMatchObject([{ code: 'MTL6039', message: expect.stringContaining('“pets”') as string }]);
});

test('a folder is no link, and is drafted into an experiment', async () => {
  const { links, draft } = await opened('', async (document, folder) => ({
    links: await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: document.uri },
    }),
    draft: await client.connection.sendRequest<DraftResult>('mtl/draft', { file: join(folder, 'pets') }),
  }));
  expect(links).toEqual([]);
  expect(draft.draft).toContain('source: images("pets/", label: folder)');
  expect(draft.draft).toContain('input image = pets.image as image(64, 64, channels: 3)');
});

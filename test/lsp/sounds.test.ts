/** Recordings in an editor: what hover says of the column, of what is read of it, and of the arguments of that. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { LanguageClient, positionAt } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';
import { tones } from '../support/tones';

const text = `data d { source: audio("clips/", label: folder) }
input x = d.audio as audio(rate: 8000, seconds: 0.5, as: mel(24, hop: 0.02))
`;

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

test('hover', async () => {
  const files = tones(12, 2, 1).map(({ key, file }, index) => [`clips/${key}/${index}.wav`, file] as const);
  const folder = temporaryFolder(Object.fromEntries(files));
  const document = await client.open(join(folder, 'a.mtl'), text);
  await client.connection.sendRequest('mtl/plan', { uri: document.uri, settings: [] });
  const saidOf = async (word: string): Promise<string> => {
    const hover = await client.ask<Hover>(
      'textDocument/hover',
      document,
      positionAt(text, text.indexOf(word)),
    );
    return (hover.contents as MarkupContent).value;
  };
  expect(await saidOf('audio as')).toMatch(
    /recordings, 12 files, WAV of 0\.\d+ to 0\.\d+ s, 8000 samples a second, channels: 1/,
  );
  expect(await saidOf('mel(24')).toContain('mel(bands: 40, window: 0.025, hop: 0.01)');
  expect(await saidOf('hop: 0.02')).toContain('Seconds from the start of a frame');
  expect(await saidOf('audio(rate')).toContain('audio(rate: 16000, seconds: 1, as: mel, scale: standard)');
  expect(await saidOf('x = d')).toContain('24x24');
});

/** Where the library that decodes pictures is not there for a platform, everything else works, and pictures are told why they do not. */
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createDecoder } from '../../data/pictures/decode-picture';
import { readSchema } from '../../data/read-schema';
import { temporaryFolder } from '../support/temporary-folder';

vi.mock('sharp', () => {
  throw new Error('no such platform');
});

test('a decoder is refused with the reason', async () => {
  const form = { height: 2, width: 2, channels: 3, fit: 'stretch' } as const;
  const { value, problems } = await createDecoder(form);
  expect(value).toBeUndefined();
  expect(problems).toMatchObject([{ code: 'MTL6044' }]);
});

test('the folder is a table all the same', async () => {
  const directory = temporaryFolder({ 'pets/cat/1.png': 'x', 'pets/dog/1.png': 'y' });
  const form = { kind: 'images', label: 'folder' } as const;
  const answer = await readSchema({ directory, source: ['pets'], form, query: null });
  expect(answer).toMatchObject({ state: 'known', schema: { rows: 2, files: [join(directory, 'pets')] } });
});

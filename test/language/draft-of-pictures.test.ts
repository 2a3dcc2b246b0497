/** Experiments that are written for a folder of pictures. */
import { expect, test } from 'vitest';
import type { PictureFacts } from '../../contract/media';
import type { TableSchema } from '../../contract/schema';
import { render } from '../../contract/text';
import { analyse } from '../../server/src/language/analyse';
import { draftExperiment } from '../../server/src/language/draft/draft-experiment';

const photo: PictureFacts = {
  looked: 64,
  unreadable: 0,
  kinds: ['jpeg'],
  smallest: { height: 300, width: 200 },
  largest: { height: 900, width: 1200 },
  channels: 3,
};

const schemaOf = (pictures?: PictureFacts): TableSchema => ({
  rows: 200,
  files: ['/data/pets'],
  columns: [
    { name: 'image', type: 'image', missing: 0, distinct: 200, ...(pictures ? { pictures } : {}) },
    { name: 'label', type: 'text', missing: 0, distinct: 2, values: ['cat', 'dog'] },
    { name: 'file', type: 'text', missing: 0, distinct: 200 },
  ],
});

const small = { height: 28, width: 28 };

test.each<[string, PictureFacts | undefined, string]>([
  ['photos of many sizes', photo, 'image(64, 64, channels: 3)'],
  ['what was not looked at', undefined, 'image(64, 64, channels: 3)'],
  [
    'grey pictures of one small size',
    { ...photo, smallest: small, largest: small, channels: 1 },
    'image(28, 28)',
  ],
])('%s become a model of pictures, which can be trained', (_, pictures, type) => {
  const schema = schemaOf(pictures);
  const form = { kind: 'images', label: 'folder' } as const;
  const text = draftExperiment({ source: 'my pets/', form, schema, say: (sentence) => render(sentence) })!;
  expect(text).toContain('source: images("my pets/", label: folder)');
  expect(text).toContain(`input image = my_pets.image as ${type}\n`);
  expect(text).toContain('my_pets.label as classes(2)');
  const source = { uri: 'file:///t.mtl', directory: '/data', text };
  const { problems, plan } = analyse(source, { schema: () => ({ state: 'known', schema }) });
  expect(problems).toEqual([]);
  expect(plan!.inputs[0]!.opens).toBe('image');
});

/** Folders of files as tables: what is a row, what is passed over, and that nothing is named which was not found. */
import { chmodSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceForm } from '../../contract/plan';
import { createSchemaCache } from '../../data/schema-cache';
import { localReader } from '../../data/local-reader';
import { openTable } from '../../data/open-table';
import { readColumns } from '../../data/read-columns';
import { temporaryFolder } from '../support/temporary-folder';

const images: SourceForm = { kind: 'images', label: 'folder' };

async function rowsOf(directory: string, query: string | null = null, form = images) {
  const { value: table, problems } = await openTable({ directory, source: ['pets/'], form, query });
  if (!table) return problems.map(({ code }) => code);
  try {
    const { value } = await readColumns(
      table,
      table.columns.map(({ name }) => name),
    );
    const rows = Array.from({ length: table.rows }, (_, row) =>
      value!.map((column) => (column.kind === 'words' ? column.words[row] : column.numbers[row])),
    );
    return { columns: table.columns.map(({ name, type }) => `${name}: ${type}`), rows };
  } finally {
    table.close();
  }
}

const pets = {
  'pets/dog/old/1.jpg': 'd',
  'pets/cat/2.PNG': 'b',
  'pets/cat/1.png': 'a',
  'pets/alone.gif': 'e',
  'pets/cat/notes.txt': 'no picture',
  'pets/.hidden/1.png': 'hidden',
  'pets/cat/._1.png': 'hidden',
};

test('a row for each picture, in the order of paths, labelled by the folder right below', async () => {
  expect(await rowsOf(temporaryFolder(pets))).toEqual({
    columns: ['image: image', 'label: text', 'file: text'],
    rows: [
      ['alone.gif', null, 'alone.gif'],
      ['cat/1.png', 'cat', 'cat/1.png'],
      ['cat/2.PNG', 'cat', 'cat/2.PNG'],
      ['dog/old/1.jpg', 'dog', 'dog/old/1.jpg'],
    ],
  });
});

test('without labels there is no such column', async () => {
  const found = await rowsOf(temporaryFolder(pets), null, { kind: 'images', label: null });
  expect(found).toMatchObject({ columns: ['image: image', 'file: text'] });
});

test('a query may rename, join, leave out and repeat pictures, which stay pictures', async () => {
  const directory = temporaryFolder(pets);
  const query = `select coalesce(image, null) as a, case when label = 'cat' then image end as b, label || '!' as c
    from source union all select image, null, file from source where label is null`;
  expect(await rowsOf(directory, query)).toEqual({
    columns: ['a: image', 'b: image', 'c: text'],
    rows: [
      ['alone.gif', null, null],
      ['cat/1.png', 'cat/1.png', 'cat!'],
      ['cat/2.PNG', 'cat/2.PNG', 'cat!'],
      ['dog/old/1.jpg', null, 'dog!'],
      ['alone.gif', null, 'alone.gif'],
    ],
  });
});

test.each([
  ['another file', `select {'image': '../secret.png'} as image from source`],
  ['an absolute path', `select struct_pack(image := '/etc/passwd') as image`],
  ['one that is passed over', `select {'image': 'cat/notes.txt'} as image from source`],
])('a query that makes up %s', async (_, query) => {
  const directory = temporaryFolder({ ...pets, 'secret.png': 's' });
  expect(await rowsOf(directory, query)).toEqual(['MTL6042']);
});

test('a query reads neither the pictures nor other files', async () => {
  const directory = temporaryFolder({ ...pets, 'a.csv': 'x\n1\n' });
  for (const path of ['a.csv', 'pets/cat/notes.txt'])
    expect(await rowsOf(directory, `select * from read_text('${join(directory, path)}')`)).toEqual([
      'MTL6009',
    ]);
});

test('links that lead out of the folder, and links to folders, are not followed', async () => {
  const directory = temporaryFolder({ ...pets, 'secret.png': 's' });
  symlinkSync(join(directory, 'secret.png'), join(directory, 'pets/cat/3.png'));
  symlinkSync(join(directory, 'pets'), join(directory, 'pets/dog/all'));
  symlinkSync(join(directory, 'nowhere.png'), join(directory, 'pets/cat/4.png'));
  symlinkSync(join(directory, 'pets/cat/1.png'), join(directory, 'pets/dog/2.png'));
  const found = await rowsOf(directory, 'select file from source');
  expect(found).toMatchObject({
    rows: [['alone.gif'], ['cat/1.png'], ['cat/2.PNG'], ['dog/2.png'], ['dog/old/1.jpg']],
  });
});

test('names are as the system has them, whatever they hold', async () => {
  const names = [`o'ne"\n.png`, 'zwei; drop table rows.png', '[3]*.png', '四.png', '{f}.png'];
  const directory = temporaryFolder(Object.fromEntries(names.map((name) => [`pets/${name}`, ''])));
  const found = await rowsOf(directory, 'select file from source');
  expect(found).toMatchObject({ rows: names.toSorted().map((name) => [name]) });
});

test('what is opened is what is named, and nothing else', async () => {
  const directory = temporaryFolder({ ...pets, 'secret.png': 's' });
  const { value: table } = await openTable({ directory, source: ['pets'], form: images, query: null });
  const media = table!.media!;
  expect(await media.open('cat/1.png')).toEqual({ kind: 'file', bytes: Buffer.from('a') });
  await expect(media.open('../secret.png')).rejects.toThrow('is not listed');
  table!.close();
});

test.each([
  ['a folder that is missing', { 'pest/a.png': '' }, 'MTL6039'],
  ['a file', { pets: '' }, 'MTL6040'],
  ['a folder without pictures', { 'pets/a.txt': '', 'pets/b/c.csv': '' }, 'MTL6041'],
])('%s', async (_, files, code) => {
  expect(await rowsOf(temporaryFolder(files as Record<string, string>))).toEqual([code]);
});

test.runIf(process.getuid?.() !== 0)('a folder that may not be read', async () => {
  const directory = temporaryFolder(pets);
  chmodSync(join(directory, 'pets/cat'), 0o000);
  expect(await rowsOf(directory)).toEqual(['MTL6027']);
  chmodSync(join(directory, 'pets/cat'), 0o700);
});

test('the schema follows a file that is added, moved, changed or removed', async () => {
  const directory = temporaryFolder(pets);
  const cache = createSchemaCache(localReader);
  const request = { directory, source: ['pets'], form: images, query: null };
  const first = await cache.load(request);
  expect(await cache.load(request)).toBe(first);
  const changes = [
    () => writeFileSync(join(directory, 'pets/dog/3.png'), 'x'),
    () => mkdirSync(join(directory, 'pets/bird')),
    () => renameSync(join(directory, 'pets/dog/3.png'), join(directory, 'pets/bird/3.png')),
    () => utimesSync(join(directory, 'pets/bird/3.png'), 5, 5),
  ];
  let last = first;
  const isNew = [];
  for (const change of changes) {
    change();
    const next = await cache.load(request);
    isNew.push(next !== last);
    last = next;
  }
  expect(isNew).toEqual([true, false, true, true]);
  expect(last).toMatchObject({
    schema: { rows: 5, files: [join(directory, 'pets')], columns: [{ type: 'image', distinct: 5 }, {}, {}] },
  });
  // The same files as a list without labels are another table.
  const unlabelled = await cache.load({ ...request, form: { kind: 'images', label: null } });
  expect(unlabelled).toMatchObject({ schema: { columns: [{ name: 'image' }, { name: 'file' }] } });
});

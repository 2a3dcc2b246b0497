/** Files of the IDX format, written here byte by byte: what they hold, and all that can be wrong with them. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ColumnValues } from '../../data/column-values';
import { openTable } from '../../data/open-table';
import { readColumns } from '../../data/read-columns';
import { temporaryFolder } from '../support/temporary-folder';

type Kind = 'u8' | 'i8' | 'i16' | 'i32' | 'f32' | 'f64';

const kinds: Readonly<Record<Kind, readonly [code: number, size: number, write: keyof Buffer]>> = {
  u8: [0x08, 1, 'writeUInt8'],
  i8: [0x09, 1, 'writeInt8'],
  i16: [0x0b, 2, 'writeInt16BE'],
  i32: [0x0c, 4, 'writeInt32BE'],
  f32: [0x0d, 4, 'writeFloatBE'],
  f64: [0x0e, 8, 'writeDoubleBE'],
};

function idx(kind: Kind, dimensions: readonly number[], numbers: readonly number[]): Buffer {
  const [code, size, write] = kinds[kind];
  const file = Buffer.alloc(4 + 4 * dimensions.length + size * numbers.length);
  file.set([0, 0, code, dimensions.length]);
  for (const [axis, length] of dimensions.entries()) file.writeUInt32BE(length, 4 + 4 * axis);
  const start = 4 + 4 * dimensions.length;
  for (const [index, number] of numbers.entries())
    (file[write] as (value: number, at: number) => number)(number, start + index * size);
  return file;
}

const pictures = idx('u8', [3, 2, 2], [0, 1, 2, 3, 10, 11, 12, 13, 250, 251, 252, 253]);
const labels = idx('u8', [3], [7, 0, 7]);

const wordsOf = (column: ColumnValues) => (column.kind === 'words' ? column.words : []);

async function open(files: Readonly<Record<string, Uint8Array>>, source = Object.keys(files)) {
  const { value: table, problems } = await openTable({
    directory: temporaryFolder(files),
    source,
    form: { kind: 'idx', label: null },
    query: null,
  });
  if (!table) return { codes: problems.map(({ code }) => code) };
  try {
    const names = table.columns.map(({ name }) => name);
    const { value: columns } = await readColumns(table, names);
    const opened = [];
    for (const word of wordsOf(columns![0]!)) {
      const medium = await table.media!.open(word!);
      opened.push(medium.kind === 'pixels' ? { ...medium, values: Array.from(medium.values) } : medium);
    }
    const label = columns![1];
    return {
      columns: table.columns.map(({ name, type }) => `${name}: ${type}`),
      labels: label?.kind === 'numbers' ? [...label.numbers] : undefined,
      opened,
    };
  } finally {
    table.close();
  }
}

test.each([
  ['as it is', pictures, labels],
  ['packed', gzipSync(pictures), gzipSync(labels)],
])('pictures and labels, %s', async (_, images, own) => {
  const size = { kind: 'pixels', height: 2, width: 2, channels: 1 };
  expect(await open({ images, labels: own })).toEqual({
    columns: ['image: image', 'label: integer'],
    labels: [7, 0, 7],
    opened: [
      { ...size, values: [0, 1, 2, 3] },
      { ...size, values: [10, 11, 12, 13] },
      { ...size, values: [250, 251, 252, 253] },
    ],
  });
});

test('without labels there is no such column', async () => {
  expect(await open({ images: pictures })).toMatchObject({ columns: ['image: image'] });
});

test.each<[Kind, number[]]>([
  ['i8', [-128, -1, 0, 127]],
  ['i16', [-32768, -2, 3, 32767]],
  ['i32', [-2147483648, -5, 6, 2147483647]],
  ['f32', [-1.5, 0, 0.25, 2 ** 100]],
  ['f64', [-1e300, 0.1, 1e-300, 3]],
])('numbers of type %s', async (kind, numbers) => {
  const { opened } = await open({ images: idx(kind, [2, 1, 2], numbers) });
  expect(opened!.flatMap((one) => ('values' in one ? one.values : []))).toEqual(numbers);
});

test('channels come last, and labels may be fractions', async () => {
  const images = idx('u8', [2, 1, 1, 3], [1, 2, 3, 4, 5, 6]);
  expect(await open({ images, labels: idx('f32', [2], [0.5, 2]) })).toMatchObject({
    columns: ['image: image', 'label: number'],
    labels: [0.5, 2],
    opened: [
      { channels: 3, values: [1, 2, 3] },
      { channels: 3, values: [4, 5, 6] },
    ],
  });
});

describe('what is wrong is said', () => {
  const magic = (type: number, rank: number) => {
    const file = Buffer.from(pictures);
    file.set([type, rank], 2);
    return file;
  };
  const begun = Buffer.from(pictures);
  begun[0] = 1;
  test.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
    ['text', { images: Buffer.from('a,b\n1,2\n') }, 'MTL6046'],
    ['bytes that it does not begin with', { images: begun }, 'MTL6046'],
    ['an unknown type', { images: magic(0x0a, 3) }, 'MTL6046'],
    ['three bytes', { images: pictures.subarray(0, 3) }, 'MTL6046'],
    ['a head that is cut off', { images: pictures.subarray(0, 10) }, 'MTL6047'],
    ['pictures that are cut off', { images: pictures.subarray(0, -1) }, 'MTL6047'],
    ['something behind the last picture', { images: Buffer.concat([pictures, Buffer.alloc(1)]) }, 'MTL6047'],
    [
      'dimensions that are a lie',
      { images: idx('u8', [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], [1]) },
      'MTL6047',
    ],
    ['a packed file that is cut off', { images: gzipSync(pictures).subarray(0, -9) }, 'MTL6048'],
    ['the two files the wrong way round', { labels, images: pictures }, 'MTL6049'],
    ['two files of pictures', { images: pictures, more: pictures }, 'MTL6054'],
    ['labels of other pictures', { images: pictures, labels: idx('u8', [2], [1, 2]) }, 'MTL6055'],
    ['no pictures', { images: idx('u8', [0, 2, 2], []) }, 'MTL6008'],
    ['an empty file', { images: Buffer.alloc(0) }, 'MTL6003'],
  ])('%s', async (_, files, code) => {
    expect(await open(files)).toEqual({ codes: [code] });
  });

  test('a file that is missing', async () => {
    expect(await open({ images: pictures }, ['images', 'labels'])).toEqual({ codes: ['MTL6001'] });
  });
});

/** Training on pictures: the same numbers as from the same pixels in columns, in memory and on disk, and what is wrong with files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../contract/plan';
import type { RowBlock } from '../../data/column-values';
import { sliceBlock } from '../../data/slice-block';
import { loadRows } from '../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../trainer/src/rows/rows-in-memory';
import { createLcg } from '../support/lcg';
import { temporaryFolder } from '../support/temporary-folder';
import { planOf, trainPlan } from './train';

const [height, width] = [4, 6];
const kinds = ['dark', 'light'];

/** Pictures of noise, half of them lighter; the same pixels are the rows of a table. */
interface Drawn {
  readonly name: string;
  readonly kind: string;
  readonly pixels: readonly number[];
}

function draw(count: number, channels: number): readonly Drawn[] {
  const random = createLcg(3);
  return Array.from({ length: count }, (_, index) => ({
    // In the order of their paths.
    name: `${kinds[Math.floor((2 * index) / count)]}/${String(index).padStart(4, '0')}.png`,
    kind: kinds[Math.floor((2 * index) / count)]!,
    pixels: Array.from(
      { length: height * width * channels },
      () => Math.floor(random() * 180) + (2 * index < count ? 0 : 70),
    ),
  }));
}

async function writePictures(folder: string, drawn: readonly Drawn[], channels: 1 | 3): Promise<void> {
  for (const { name, pixels } of drawn) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    await sharp(Buffer.from(pixels), { raw: { width, height, channels } }).png().toFile(join(folder, name));
  }
}

const tableOf = (drawn: readonly Drawn[]): string =>
  [
    ['label', ...drawn[0]!.pixels.map((_, index) => `p${index}`)].join(','),
    ...drawn.map(({ kind, pixels }) => [kind, ...pixels].join(',')),
  ].join('\n');

/** Trains on pictures, or on columns. */
const textOf = (source: string, columns: string, type: string): string => `
data d { source: ${source}; stratify: label; seed: 4 }
input x = d${columns} as ${type}
shared trunk(x) { conv(4, activation: relu); maxpool(2); flatten; dense(8, relu); dropout(0.2) }
task kind(trunk) { predict: d.label as classes(2) }
train { batch: 8; epochs: 4; seed: 2; device: cpu }
`;

describe.each([1, 3] as const)('of %s channels', (channels) => {
  const count = 60;
  const drawn = draw(count, channels);
  const type = (scale: string) => `image(${height}, ${width}, channels: ${channels}, scale: ${scale})`;
  const plans = async (scale: string): Promise<readonly [Plan, Plan]> => {
    const directory = temporaryFolder({ 't.csv': tableOf(drawn) });
    await writePictures(join(directory, 'pictures'), drawn, channels);
    return [
      await planOf(textOf('images("pictures/")', '.image', type(scale)), directory),
      await planOf(textOf('"t.csv"', `[p0..p${height * width * channels - 1}]`, type(scale)), directory),
    ];
  };

  test('pixels are trained on as columns are, to the last bit', async () => {
    const [pictures, columns] = await plans('none');
    const [one, other] = [await trainPlan(pictures), await trainPlan(columns)];
    expect(one.end.status).toBe('completed');
    const told = (run: typeof one) =>
      run.of('epoch').map(({ epoch, results, total }) => ({ epoch, results, total }));
    expect(told(one).length).toBe(4);
    expect(told(one)).toEqual(told(other));
  });

  test('a channel is standardised by the training rows alone, in one scaling for all of its pixels', async () => {
    const [pictures] = await plans('standard');
    const { value: rows } = await loadRows(pictures);
    expect(rows).toBeInstanceOf(RowsInMemory);
    const { scaling } = rows!.inputs[0]!;
    expect(scaling!.shift).toHaveLength(channels);
    const { train } = (rows as RowsInMemory).all.parts;
    for (let channel = 0; channel < channels; channel++) {
      const values = [...train].flatMap((row) =>
        drawn[row]!.pixels.filter((_, i) => i % channels === channel),
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(scaling!.shift[channel]).toBeCloseTo(mean, 10);
      expect(scaling!.scale[channel]).toBeCloseTo(Math.sqrt(variance), 10);
    }
    await rows!.close();
  });
});

test('rows are cut apart where pictures are large, and are the same', async () => {
  const columns: RowBlock['columns'] = [
    { kind: 'words', name: 'a', files: [], words: ['x', null, 'z', 'u', 'v'] },
    {
      kind: 'numbers',
      name: 'b',
      files: [],
      boolean: false,
      numbers: Float64Array.of(1, 2, 3, 4, 5),
      missing: Uint8Array.of(0, 1, 0, 0, 1),
    },
  ];
  const block = { start: 100, rows: 5, columns };
  expect(sliceBlock(block, 5)).toEqual([block]);
  expect(sliceBlock(block, 2)).toMatchObject([
    { start: 100, rows: 2, columns: [{ words: ['x', null] }, { numbers: Float64Array.of(1, 2) }] },
    { start: 102, rows: 2, columns: [{ words: ['z', 'u'] }, { missing: Uint8Array.of(0, 0) }] },
    { start: 104, rows: 1, columns: [{ words: ['v'] }, { missing: Uint8Array.of(1) }] },
  ]);
});

test('large pictures are trained on in pieces', async () => {
  const directory = temporaryFolder();
  for (let index = 0; index < 24; index++) {
    const background = index % 2 === 0 ? '#000' : '#fff';
    const picture = sharp({ create: { width: 1100, height: 1100, channels: 3, background } });
    const folder = join(directory, 'pictures', index % 2 === 0 ? 'dark' : 'light');
    mkdirSync(folder, { recursive: true });
    await picture.png().toFile(join(folder, `${index}.png`));
  }
  const plan = await planOf(
    textOf('images("pictures/")', '.image', 'image(1000, 1000, channels: 3, scale: none)'),
    directory,
  );
  const { value } = await loadRows(plan);
  const { values } = (value as RowsInMemory).all.inputs[0]!;
  const size = 1000 * 1000 * 3;
  // In the order of paths: those of the dark folder come first.
  const seen = Array.from({ length: 24 }, (_, row) => [values[row * size], values[(row + 1) * size - 1]]);
  expect(seen).toEqual(Array.from({ length: 24 }, (_, row) => (row < 12 ? [0, 0] : [255, 255])));
  await value!.close();
});

describe('files', () => {
  let directory: string;

  async function prepared(): Promise<Plan> {
    directory = temporaryFolder();
    await writePictures(join(directory, 'pictures'), draw(40, 3), 3);
    return planOf(textOf('images("pictures/")', '.image', 'image(4, 6, channels: 3)'), directory);
  }

  test('that cannot be decoded are counted, and three of them named', async () => {
    const plan = await prepared();
    for (const name of ['0001', '0002', '0003', '0004'])
      writeFileSync(join(directory, `pictures/dark/${name}.png`), 'broken');
    const { value, problems } = await loadRows(plan);
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'MTL6043', message: { args: { count: 4 } } }]);
  });

  test('that a query loses are given the mean, with a warning', async () => {
    const plan = await prepared();
    const query = `select case when file like '%0003.png' then null else image end as image, label from source`;
    const { value, problems } = await loadRows({ ...plan, data: [{ ...plan.data[0]!, query }] });
    expect(problems).toMatchObject([
      { code: 'MTL6045', severity: 'warning', message: { args: { count: 1 } } },
    ]);
    const { values } = (value as RowsInMemory).all.inputs[0]!;
    expect(Math.max(...values.subarray(3 * 72, 4 * 72).map(Math.abs))).toBe(0);
    await value!.close();
  });

  test('rows that do not fit in memory are the same on disk', async () => {
    const plan = await prepared();
    const { value: whole } = await loadRows(plan);
    const scratch = temporaryFolder();
    const { value: stored, problems } = await loadRows(plan, { memory: 9000, scratch });
    expect(problems.map(({ code }) => code)).not.toContain('MTL6043');
    expect([whole!.rowsIn, stored?.rowsIn]).toEqual(['memory', 'disk']);
    for (const part of ['train', 'validation', 'test'] as const) {
      const take = async (rows: typeof whole) => {
        const count = rows!.patterns[part].reduce((sum, pattern) => sum + pattern.rows, 0);
        const slices = await rows!.walkPart(part).take(count);
        return slices.flatMap(({ rows: own, chosen }) =>
          [...chosen].map((row) => [...own.inputs[0]!.values.subarray(row * 72, (row + 1) * 72)]),
        );
      };
      expect(await take(stored)).toEqual(await take(whole));
    }
    await whole!.close();
    await stored!.close();
  });
});

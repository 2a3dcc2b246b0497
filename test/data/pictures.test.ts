/** Pictures become pixels: against Pillow, against pixels that are known, and in all the ways that files are not as they should be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { describePictures } from '../../data/pictures/describe-pictures';
import { createChannelStatistics } from '../../data/pictures/channel-statistics';
import { createDecoder } from '../../data/pictures/decode-picture';
import type { PictureForm } from '../../data/pictures/picture-form';

interface Numbers {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
}

/** Made by `make_resized.py`. */
const pillow = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/resized.json'), 'utf8')) as {
  picture: Numbers;
  grey: Numbers;
  resized: Readonly<Record<string, Numbers>>;
};

const pictureOf = ({ width, height, pixels }: Numbers, channels: 1 | 3 | 4 = 3) =>
  sharp(Buffer.from(pixels), { raw: { width, height, channels } });

async function decode(bytes: Buffer, form: Partial<PictureForm>): Promise<readonly number[]> {
  const { value } = await createDecoder({ height: 2, width: 2, channels: 3, fit: 'stretch', ...form });
  return Array.from(await value!({ kind: 'file', bytes }));
}

function distance(one: readonly number[], other: readonly number[]) {
  expect(one).toHaveLength(other.length);
  const all = one.map((value, index) => Math.abs(value - other[index]!));
  return { most: Math.max(...all), mean: all.reduce((sum, value) => sum + value, 0) / all.length };
}

test.each(['png', 'tiff', 'gif', 'webp'] as const)(
  '%s without loss gives the pixels that went in',
  async (kind) => {
    // A GIF has 256 colours at most.
    const pixels = Array.from({ length: 6 * 4 * 3 }, (_, i) => (i * 37) % 256);
    const picture = pictureOf({ width: 6, height: 4, pixels });
    const options = { lossless: true, dither: 0, ...(kind === 'tiff' ? { compression: 'none' } : {}) };
    const bytes = await picture[kind](options as never).toBuffer();
    expect(await decode(bytes, { height: 4, width: 6 })).toEqual(pixels);
  },
);

describe('as Pillow makes it', () => {
  test('in grey', async () => {
    const bytes = await pictureOf(pillow.picture).png().toBuffer();
    expect(await decode(bytes, { ...sizeOf(pillow.grey), channels: 1 })).toEqual(pillow.grey.pixels);
  });

  test.each(Object.keys(pillow.resized))('%s', async (name) => {
    const wanted = pillow.resized[name]!;
    const bytes = await pictureOf(pillow.picture).png().toBuffer();
    const { most, mean } = distance(await decode(bytes, sizeOf(wanted)), wanted.pixels);
    // Filters that make a picture smaller differ in where they round.
    const [bound, average] = name === 'larger' ? [1, 0.01] : [4, 0.7];
    expect(most).toBeLessThanOrEqual(bound);
    expect(mean).toBeLessThan(average);
  });
});

const sizeOf = ({ width, height }: Numbers) => ({ width, height });

/** Left half red, right half blue, twice as wide as it is high. */
const flag = () =>
  pictureOf({
    width: 8,
    height: 4,
    pixels: Array.from({ length: 32 }, (_, i) => (i % 8 < 4 ? [200, 0, 0] : [0, 0, 100])).flat(),
  });

const reds = (pixels: readonly number[], width: number) =>
  pixels.filter((_, i) => i % 3 === 0).slice(0, width);

test('the whole picture is stretched, its middle is cut out, or black is put around it', async () => {
  const bytes = await flag().png().toBuffer();
  const form = { height: 4, width: 4 };
  expect(reds(await decode(bytes, form), 4)).toEqual([200, 175, 25, 0]);
  expect(reds(await decode(bytes, { ...form, fit: 'crop' }), 4)).toEqual([200, 200, 0, 0]);
  const padded = await decode(bytes, { ...form, fit: 'pad' });
  const rows = [0, 1, 2, 3].map((row) => reds(padded.slice(row * 12), 4));
  expect(rows).toEqual([
    [0, 0, 0, 0],
    [200, 175, 25, 0],
    [200, 175, 25, 0],
    [0, 0, 0, 0],
  ]);
  expect(padded.slice(0, 12)).toEqual(Array(12).fill(0));
  // Of a picture that is too small, too.
  const large = { height: 16, width: 16 };
  expect(reds(await decode(bytes, { ...large, fit: 'crop' }), 3)).toEqual([200, 200, 200]);
  const framed = await decode(bytes, { ...large, fit: 'pad' });
  expect(framed.slice(0, 4 * 16 * 3).every((value) => value === 0)).toBe(true);
  expect(framed.slice(4 * 16 * 3, 4 * 16 * 3 + 3)).toEqual([200, 0, 0]);
});

test('a picture is turned as its camera says', async () => {
  const bytes = await flag().withMetadata({ orientation: 3 }).png().toBuffer();
  expect(reds(await decode(bytes, { height: 4, width: 8 }), 8)).toEqual([0, 0, 0, 0, 200, 200, 200, 200]);
});

test('what is transparent is white, or its own channel', async () => {
  const pixels = [10, 20, 30, 255, 0, 0, 0, 0, 90, 90, 90, 255, 0, 0, 0, 0];
  const bytes = await pictureOf({ width: 2, height: 2, pixels }, 4).png().toBuffer();
  expect(await decode(bytes, {})).toEqual([10, 20, 30, 255, 255, 255, 90, 90, 90, 255, 255, 255]);
  expect(await decode(bytes, { channels: 4 })).toEqual(pixels);
  const opaque = await flag().png().toBuffer();
  expect((await decode(opaque, { height: 4, width: 8, channels: 4 })).slice(0, 4)).toEqual([200, 0, 0, 255]);
});

test('a picture of greys has as many channels as are wanted', async () => {
  const bytes = await pictureOf({ width: 2, height: 2, pixels: [0, 50, 100, 255] }, 1)
    .png()
    .toBuffer();
  expect(await decode(bytes, { channels: 1 })).toEqual([0, 50, 100, 255]);
  expect(await decode(bytes, { channels: 3 })).toEqual([0, 0, 0, 50, 50, 50, 100, 100, 100, 255, 255, 255]);
});

test('a picture of two bytes a number has the upper ones', async () => {
  const numbers = Uint16Array.from([0, 0x1234, 0xabcd, 0xffff]);
  const raw = { width: 2, height: 2, channels: 1 as const };
  const bytes = await sharp(numbers, { raw }).toColourspace('grey16').png().toBuffer();
  expect(await decode(bytes, { channels: 1 })).toEqual([0, 0x12, 0xab, 0xff]);
});

test.each([
  ['no picture', Buffer.from('hello')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused', async (_, bytes) => {
  await expect(decode(bytes, {})).rejects.toThrow(/unsupported|empty/i);
});

test('half a picture is refused', async () => {
  const bytes = await pictureOf(pillow.picture).jpeg().toBuffer();
  await expect(decode(bytes.subarray(0, bytes.length / 2), {})).rejects.toThrow(/premature|truncated/i);
});

test('statistics of channels are those of a closed form, whatever the pictures are cut into', () => {
  const pictures = [Uint8Array.from([0, 10, 2, 30]), Uint8Array.from([4, 50, 6, 70])];
  const statistics = createChannelStatistics(2);
  for (const picture of pictures) statistics.add(picture);
  const { shift, scale, fill } = statistics.scaling('standard');
  expect([...shift]).toEqual([3, 40]);
  expect([...fill]).toEqual([3, 40]);
  expect([...scale]).toEqual([Math.sqrt(5), Math.sqrt(500)]);
  expect([...statistics.scaling('minmax').shift]).toEqual([0, 10]);
  expect([...statistics.scaling('minmax').scale]).toEqual([6, 60]);
  expect([...statistics.scaling('none').scale]).toEqual([1, 1]);
});

test('a channel that does not vary keeps its scale', () => {
  const statistics = createChannelStatistics(1);
  statistics.add(Uint8Array.from([7, 7, 7]));
  expect(statistics.scaling('standard')).toMatchObject({
    shift: Float64Array.of(7),
    scale: Float64Array.of(1),
  });
});

test('sizes and kinds are known of pictures that can be read, turned as they are shown', async () => {
  const files: Readonly<Record<string, Buffer>> = {
    small: await pictureOf({ width: 2, height: 3, pixels: Array<number>(18).fill(9) })
      .png()
      .toBuffer(),
    turned: await flag().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    broken: Buffer.from('no picture'),
  };
  const media = {
    files: [],
    has: () => true,
    open: async (name: string) => ({ kind: 'file', bytes: files[name]! }) as const,
  };
  expect(await describePictures(media, Object.keys(files))).toEqual({
    looked: 2,
    unreadable: 1,
    kinds: ['jpeg', 'png'],
    smallest: { height: 3, width: 2 },
    largest: { height: 8, width: 4 },
    channels: 3,
  });
  expect(await describePictures(media, ['broken'])).toBeUndefined();
});

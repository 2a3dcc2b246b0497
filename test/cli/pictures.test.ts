/** From a folder of pictures, or a file of many, to predictions for others: without a word typed. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { endOf, mtl, shared } from './mtl';

const [height, width, pictures] = [16, 15, 600];

/** Numerals of the shared table: 16 rows of 15 pixels, from 0 to 6, with their labels. Every third one is taken, so that all ten are there. */
function numerals(): readonly { readonly label: string; readonly pixels: Buffer }[] {
  const [head, ...lines] = readFileSync(join(shared, 'data', 'mfeat.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = head!.split(',');
  const places = Array.from({ length: height * width }, (_, pixel) => names.indexOf(`pix${pixel}`));
  const label = names.indexOf('label');
  return lines
    .filter((_, row) => row % 3 === 0)
    .slice(0, pictures)
    .map((line) => {
      const cells = line.split(',');
      return { label: cells[label]!, pixels: Buffer.from(places.map((place) => 40 * Number(cells[place]))) };
    });
}

async function writeFolder(folder: string): Promise<void> {
  for (const [index, { label, pixels }] of numerals().entries()) {
    mkdirSync(join(folder, label), { recursive: true });
    const picture = sharp(pixels, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
    await picture.png().toFile(join(folder, label, `${index}.png`));
  }
}

const share = (csv: string, isRight: (file: string, predicted: string) => boolean): number => {
  const rows = csv.trim().split('\r\n').slice(1);
  const right = rows.filter((row) => isRight(...(row.split(',') as [string, string])));
  return right.length / rows.length;
};

const confidence = (row: string): number => Number(row.split(',')[2]);

it('a folder becomes an experiment, which trains and predicts for folders and single files', async () => {
  const home = temporaryFolder();
  await writeFolder(join(home, 'numerals'));
  const made = await mtl(['new', 'numerals/'], home);
  expect([made.code, made.stderr]).toEqual([0, '']);
  const text = readFileSync(join(home, 'numerals.mtl'), 'utf8');
  expect(text).toContain('source: images("numerals/", label: folder)');
  expect(text).toContain('as image(16, 15)');
  expect((await mtl(['check', 'numerals.mtl'], home)).stdout).toBe('No problems in 1 file.\n');
  const trained = await mtl(
    ['train', 'numerals.mtl', '--json', '--out', 'run', '--set', 'epochs=15', '--set', 'device=cpu'],
    home,
  );
  const end = endOf(trained);
  expect(end.status).toBe('completed');
  expect(end.results!.validation!['label']!['accuracy']).toBeGreaterThan(0.8);

  const predicted = await mtl(['predict', 'run', 'numerals'], home);
  expect([predicted.code, predicted.stderr]).toEqual([0, '']);
  expect(predicted.stdout.split('\r\n')[0]).toBe('file,label,label.confidence');
  expect(share(predicted.stdout, (file, label) => file.startsWith(`${label}/`))).toBeGreaterThan(0.9);
  const [first] = readdirSync(join(home, 'numerals/4'));
  const one = await mtl(['predict', 'run', `numerals/4/${first}`], home);
  const line = predicted.stdout.split('\r\n').find((row) => row.startsWith(`4/${first},`))!;
  expect(one.stdout.split('\r\n')[1]!.startsWith(`${first},`)).toBe(true);
  expect(confidence(one.stdout.split('\r\n')[1]!)).toBeCloseTo(confidence(line), 5);

  cpSync(join(home, 'numerals/4'), join(home, 'others'), { recursive: true });
  writeFileSync(join(home, 'others/broken.png'), 'broken');
  const refused = await mtl(['predict', 'run', 'others'], home);
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toContain('1 picture cannot be decoded: broken.png');
});

/** A file of the IDX format: bytes and their dimensions. */
function idx(dimensions: readonly number[], bytes: Buffer): Buffer {
  const head = Buffer.alloc(4 + 4 * dimensions.length);
  head.set([0, 0, 8, dimensions.length]);
  for (const [axis, length] of dimensions.entries()) head.writeUInt32BE(length, 4 + 4 * axis);
  return gzipSync(Buffer.concat([head, bytes]));
}

it('files of the IDX format are trained on and predicted for', async () => {
  const all = numerals();
  const images = idx([all.length, height, width], Buffer.concat(all.map(({ pixels }) => pixels)));
  const labels = idx([all.length], Buffer.from(all.map(({ label }) => Number(label))));
  const text = `data d { source: idx("images.gz", "labels.gz"); stratify: label }
input x = d.image as image(16, 15)
shared trunk(x) { flatten; dense(32, relu) }
task digit(trunk) { predict: d.label as classes(10) }
train { epochs: 12; device: cpu }
`;
  const home = temporaryFolder({ 'images.gz': images, 'labels.gz': labels, 'd.mtl': text });
  const end = endOf(await mtl(['train', 'd.mtl', '--json', '--out', 'run'], home));
  expect(end.status).toBe('completed');
  const { code, stdout } = await mtl(['predict', 'run', 'images.gz'], home);
  expect([code, stdout.split('\r\n')[0]]).toEqual([0, 'digit,digit.confidence']);
  const rows = stdout.trim().split('\r\n').slice(1);
  const right = rows.filter((row, index) => row.split(',')[0] === all[index]!.label);
  expect(right.length / all.length).toBeGreaterThan(0.9);
});

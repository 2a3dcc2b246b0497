/** What a schema tells of recordings: kinds, rates and lengths, of some where there are many. */
import { expect, test } from 'vitest';
import type { SourceForm } from '../../../contract/plan';
import { readSchema } from '../../../data/read-schema';
import { spreadNames } from '../../../data/spread-names';
import { temporaryFolder } from '../../support/temporary-folder';
import { wavOf } from '../../support/wav';
import { fixtures } from './fixtures/recording';

const form: SourceForm = { kind: 'audio', label: 'folder' };
const silence = (seconds: number, rate: number, channels = 1): Buffer =>
  wavOf(
    Array.from({ length: channels }, () => new Float64Array(seconds * rate)),
    { rate },
  );

async function factsOf(files: Readonly<Record<string, Uint8Array>>) {
  const directory = temporaryFolder(files);
  const answer = await readSchema({ directory, source: ['clips'], form, query: null });
  return answer.state === 'known' ? answer.schema.columns[0] : answer;
}

test('kinds, rates, channels and lengths of recordings, and how many were not understood', async () => {
  const files = {
    'clips/a/1.wav': silence(0.5, 8000),
    'clips/a/2.wav': silence(1.5, 16_000, 2),
    'clips/b/3.flac': Buffer.from(fixtures.flac[0]!.file, 'base64'),
    'clips/b/4.wav': Buffer.from('not a sound'),
    'clips/b/notes.txt': Buffer.from('not read'),
  };
  expect(await factsOf(files)).toEqual({
    name: 'audio',
    type: 'audio',
    missing: 0,
    distinct: 4,
    sounds: {
      looked: 4,
      unread: 1,
      kinds: ['FLAC', 'WAV'],
      rates: [8000, 16_000],
      channels: [1, 2],
      seconds: [0.125, 0.5, 1.5],
    },
  });
});

test('nothing is told where no file is understood', async () => {
  expect(await factsOf({ 'clips/1.wav': Buffer.from('not a sound') })).not.toHaveProperty('sounds');
});

test('a length that is not said is none', async () => {
  const file = Buffer.from(fixtures.flac[0]!.file, 'base64');
  // The count of samples is 36 bits, from the last four of byte 21 on.
  file[21]! &= 0xf0;
  file.fill(0, 22, 26);
  expect(await factsOf({ 'clips/1.flac': file })).toMatchObject({ sounds: { seconds: [0, 0, 0] } });
});

test('many names are spread over all of them', () => {
  const spread = spreadNames();
  for (let index = 0; index < 100_000; index++) spread.add(String(index));
  const places = spread.names.map(Number);
  expect(places.length).toBeGreaterThanOrEqual(500);
  expect(places.length).toBeLessThan(1000);
  expect(places[0]).toBe(0);
  expect(new Set(places.slice(1).map((place, index) => place - places[index]!)).size).toBe(1);
  expect(100_000 - places.at(-1)!).toBeLessThanOrEqual(places[1]!);
});

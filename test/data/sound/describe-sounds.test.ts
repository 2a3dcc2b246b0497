/** What a schema tells of recordings: kinds, rates and lengths, of some where there are many. */
import { expect, test } from 'vitest';
import type { SourceForm } from '../../../contract/plan';
import { spread } from '../../../data/media/spread';
import { readSchema } from '../../../data/read-schema';
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
      looked: 3,
      unreadable: 1,
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

test('nor where no length is said', async () => {
  const file = Buffer.from(fixtures.flac[0]!.file, 'base64');
  // The count of samples is 36 bits, from the last four of byte 21 on.
  file[21]! &= 0xf0;
  file.fill(0, 22, 26);
  expect(await factsOf({ 'clips/1.flac': file })).not.toHaveProperty('sounds');
});

test('of many names some are taken, spread over all of them', () => {
  const all = Array.from({ length: 1000 }, (_, index) => index);
  expect(spread(all, 4)).toEqual([0, 250, 500, 750]);
  expect(spread(all.slice(0, 3), 4)).toEqual([0, 1, 2]);
});

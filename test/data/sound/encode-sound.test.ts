/** From a column of recordings to sequences: steps, scales, files that cannot be read, and how often each is decoded. */
import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import type { SoundForm } from '../../../contract/sound-form';
import type { WordColumn } from '../../../data/column-values';
import { fitSound } from '../../../data/encode/encode-sound';
import { fitScaling, type ScaleName } from '../../../data/encode/scaling';
import { createFeatures } from '../../../data/sound/features';
import { createLcg } from '../../support/lcg';
import { wavOf } from '../../support/wav';

/** Samples as they are: what comes out is known without any transform. */
const wave = (samples: number): SoundForm => ({ rate: 8000, samples, frames: null });

const bands: SoundForm = {
  rate: 8000,
  samples: 400,
  frames: {
    length: 64,
    hop: 40,
    size: 64,
    floor: 1e-6,
    bands: [
      { first: 1, weights: [0.5, 1, 0.5] },
      { first: 6, weights: [1, 1] },
    ],
  },
};

const recordingOf = (samples: readonly number[]): Buffer =>
  wavOf([samples], { rate: 8000, bits: 64, float: true });

/** `opened` counts how often each file is. */
function columnOf(files: Readonly<Record<string, Buffer | null>>, words: readonly (string | null)[]) {
  const opened: Record<string, number> = {};
  const column: WordColumn = {
    kind: 'words',
    name: 'audio',
    files: ['clips'],
    words,
    media: {
      files: ['clips'],
      has: (word) => Object.hasOwn(files, word),
      open(word) {
        opened[word] = (opened[word] ?? 0) + 1;
        const bytes = files[word];
        return bytes ? Promise.resolve({ kind: 'file', bytes }) : Promise.reject(new Error('gone'));
      },
    },
  };
  return { column, opened };
}

interface Asked {
  readonly scale?: ScaleName;
  readonly training?: readonly number[];
  readonly room?: number;
  /** Rows of a block. */
  readonly size?: number;
}

async function encode(form: SoundForm, column: WordColumn, asked: Asked = {}) {
  const { scale = 'none', training, room = 2 ** 20, size = Infinity } = asked;
  const fitting = fitSound(form, fitScaling(scale), room);
  const { words } = column;
  const starts = words.flatMap((_, row) => (row % size === 0 ? [row] : []));
  const blocks = starts.map((start) => {
    const own = words.slice(start, start + size);
    const trainingRows = Int32Array.from(own.keys()).filter((row) => training?.includes(start + row) ?? true);
    return { start, rows: own.length, columns: [{ ...column, words: own }], trainingRows };
  });
  for (let pass = 0; pass < fitting.passes; pass++) {
    for (const block of blocks) await fitting.look(block, pass);
  }
  const { value, problems } = fitting.finish();
  if (!value) return { problems: problems.map((problem) => describeProblem(problem)) };
  const values = new Float32Array(words.length * value.width).fill(9);
  const lengths = new Float32Array(words.length).fill(9);
  for (const block of blocks) {
    const places = {
      values: values.subarray(block.start * value.width),
      lengths: lengths.subarray(block.start),
    };
    await value.encode(block, places);
  }
  return { values: [...values], lengths: [...lengths], scaling: value.scaling!, problems: [] };
}

test('steps are those that a recording has, and what is longer is cut off', async () => {
  const { column } = columnOf({ a: recordingOf([0.5, 0.25]), b: recordingOf([1, -1, 0.5, 0.5]) }, [
    'a',
    'b',
    null,
  ]);
  const { values, lengths } = await encode(wave(3), column);
  expect(values).toEqual([0.5, 0.25, 0, 1, -1, 0.5, 0, 0, 0]);
  expect(lengths).toEqual([2, 3, 0]);
});

test('features are scaled by the true steps of the training rows alone', async () => {
  const { column } = columnOf(
    { a: recordingOf([0.5, 1]), b: recordingOf([-1]), c: recordingOf([0, 0.5, 0.5]) },
    ['a', 'b', 'c'],
  );
  const { values, scaling } = await encode(wave(3), column, { scale: 'standard', training: [0, 2] });
  const [mean, deviation] = [0.5, Math.sqrt((0.25 + 0.25) / 5)];
  expect(scaling!.shift[0]).toBeCloseTo(mean, 12);
  expect(scaling!.scale[0]).toBeCloseTo(deviation, 12);
  const expected = [0, 0.5, 0, -1.5, 0, 0, -0.5, 0, 0].map((distance) => Math.fround(distance / deviation));
  for (const [index, value] of values!.entries()) expect(value).toBeCloseTo(expected[index]!, 6);
});

describe('noise in bands', () => {
  const random = createLcg(3);
  const clips = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `${index}.wav`,
      recordingOf(Array.from({ length: 100 + 20 * index }, () => random() - 0.5)),
    ]),
  );
  const words = Object.keys(clips);

  test('how rows are cut into blocks, and what is kept, changes no digit', async () => {
    const whole = await encode(bands, columnOf(clips, words).column, { scale: 'standard' });
    for (const asked of [{ size: 3 }, { size: 7, room: 0 }, { room: 500 }])
      expect(await encode(bands, columnOf(clips, words).column, { scale: 'standard', ...asked })).toEqual(
        whole,
      );
  });

  test('each is decoded once where there is room, else whenever it is asked for', async () => {
    const roomy = columnOf(clips, words);
    await encode(bands, roomy.column, { scale: 'standard' });
    expect(new Set(Object.values(roomy.opened))).toEqual(new Set([1]));
    const tight = columnOf(clips, words);
    await encode(bands, tight.column, { scale: 'standard', room: 0, training: [0, 1] });
    expect(tight.opened['0.wav']).toBe(3);
    expect(tight.opened['19.wav']).toBe(2);
  });

  test('values are those that the features have', async () => {
    const { values, lengths } = await encode(bands, columnOf(clips, words).column);
    const samples = Float32Array.from({ length: 100 }, (_, n) => clips['0.wav']!.readDoubleLE(44 + 8 * n));
    const own = createFeatures(bands)(samples);
    expect(lengths![0]).toBe(own.length / 2);
    expect(values!.slice(0, own.length)).toEqual([...own]);
  });
});

test.each<[string, Readonly<Record<string, Buffer | null>>, string[]]>([
  [
    'one that is cut off',
    { a: recordingOf([1]), 'x/b.wav': recordingOf([1, 1]).subarray(0, 50) },
    [
      'clips: 1 recording cannot be read: x/b.wav. The first: it is cut off: it says that it has 16 bytes of samples and has 6. ' +
        'Replace or remove what is broken, or leave it out by `query`. `ffmpeg -i IN OUT.wav` makes a WAV file of most others.',
    ],
  ],
  [
    'several',
    { a: Buffer.alloc(0), b: null, c: Buffer.from('text'), d: recordingOf([1]), e: recordingOf([]) },
    [
      'clips: 4 recordings cannot be read: a, b, c, …. The first: it is empty. ' +
        'Replace or remove what is broken, or leave it out by `query`. `ffmpeg -i IN OUT.wav` makes a WAV file of most others.',
    ],
  ],
])('%s', async (_, files, expected) => {
  const { problems } = await encode(wave(3), columnOf(files, Object.keys(files)).column);
  expect(problems).toEqual(expected);
});

test('a column without recordings', async () => {
  const { problems } = await encode(wave(3), columnOf({}, [null, null]).column);
  expect(problems).toEqual([expect.stringContaining('Column “audio” has no value in any training row')]);
});

test('nothing is opened that is not on the list', async () => {
  const { column, opened } = columnOf({ a: recordingOf([1]) }, ['a', '/etc/passwd']);
  const { problems } = await encode(wave(3), column);
  expect(problems).toEqual([
    expect.stringContaining('cannot be read: /etc/passwd. The first: it is no file of the source'),
  ]);
  expect(Object.keys(opened)).toEqual(['a']);
});

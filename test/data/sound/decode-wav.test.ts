/** WAV files of every kind that is read, and files that are not what they should be. */
import { describe, expect, test } from 'vitest';
import { render } from '../../../contract/text';
import { decodeSound, formatOfSound } from '../../../data/sound/decode-sound';
import { wavOf, type WavForm } from '../../support/wav';

const wave = [0, 0.25, -0.5, 0.75, -1, 0.999];

function faultOf(file: Buffer, samples?: number): string {
  const decoded = decodeSound(file, 16_000, samples);
  return 'fault' in decoded ? render(decoded.fault) : 'none';
}

function samplesOf(file: Buffer, samples?: number): readonly number[] {
  const decoded = decodeSound(file, 16_000, samples);
  if ('fault' in decoded) throw new Error(render(decoded.fault));
  return [...decoded.value];
}

test.each<[string, WavForm, number]>([
  ['8 bits', { bits: 8 }, 2 ** -7],
  ['16 bits', {}, 2 ** -15],
  ['24 bits', { bits: 24 }, 2 ** -23],
  ['32 bits', { bits: 32 }, 2 ** -23],
  ['floating point of 32 bits', { bits: 32, float: true }, 2 ** -23],
  ['floating point of 64 bits', { bits: 64, float: true }, 2 ** -23],
  ['the extensible form', { bits: 24, extensible: true }, 2 ** -23],
  ['the extensible form of floating point', { bits: 32, float: true, extensible: true }, 2 ** -23],
  ['a chunk of odd length before', { note: 'odd' }, 2 ** -15],
  ['a size that nobody knew', { size: 0xffff_ffff }, 2 ** -15],
  ['a size of 0 in place of one that nobody knew', { size: 0 }, 2 ** -15],
])('%s', (_, form, step) => {
  for (const [index, sample] of samplesOf(wavOf([wave], form)).entries())
    expect(Math.abs(sample - wave[index]!)).toBeLessThanOrEqual(step);
});

test('channels are mixed into one', () => {
  const right = [1, 0.75, -0.5, -0.75, 0, 0];
  const mixed = samplesOf(wavOf([wave, right], { bits: 64, float: true }));
  for (const [index, sample] of mixed.entries())
    expect(sample).toBeCloseTo((wave[index]! + right[index]!) / 2, 6);
});

test('no more is read than is wanted', () => {
  expect(samplesOf(wavOf([wave]), 2)).toEqual([0, 0.25]);
});

test('the head alone tells how much there is', () => {
  const file = wavOf([wave, wave], { rate: 44_100 });
  expect(formatOfSound(file.subarray(0, 44), file.length)).toEqual({
    value: { kind: 'WAV', rate: 44_100, channels: 2, frames: 6 },
  });
});

describe('files that are not what they should be', () => {
  const file = wavOf([wave]);
  const with16 = (place: number, value: number): Buffer => {
    const changed = Buffer.from(file);
    changed.writeUInt16LE(value, place);
    return changed;
  };

  test.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'it is empty'],
    ['text', Buffer.from('image,label\n1,2\n'), 'it is neither a WAV nor a FLAC file'],
    [
      'cut off among samples',
      file.subarray(0, 50),
      'it is cut off: it says that it has 12 bytes of samples and has 6',
    ],
    ['cut off before samples', file.subarray(0, 30), 'it holds no samples'],
    ['without samples', wavOf([[]]), 'it holds no samples'],
    ['without channels', with16(22, 0), 'it says that it has 0 channels'],
    ['of too many channels', with16(22, 65_535), 'it says that it has 65535 channels'],
    [
      'of samples of no bytes',
      with16(32, 0),
      'it is a WAV file of a kind that is not read (format 1, 16 bits)',
    ],
    ['compressed', with16(20, 85), 'it is a WAV file of a kind that is not read (format 85, 16 bits)'],
    ['of no rate', wavOf([wave], { rate: 0 }), 'it says that it has 0 samples a second'],
    [
      'of a rate beyond all',
      wavOf([wave], { rate: 2 ** 24 }),
      'it says that it has 16777216 samples a second',
    ],
    [
      'of numbers that are none',
      wavOf([[0, Number.NaN]], { bits: 32, float: true }),
      'it holds samples that are no numbers',
    ],
  ])('%s', (_, changed, fault) => {
    expect(faultOf(changed)).toBe(fault);
  });

  test('cut off anywhere they are read or told of, never thrown', () => {
    for (let size = 0; size < file.length; size += 1)
      expect(faultOf(file.subarray(0, size))).not.toBe('none');
  });
});

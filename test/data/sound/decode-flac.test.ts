/** FLAC files as libsndfile writes them, and what is left of them when they are damaged. */
import { describe, expect, test } from 'vitest';
import { render } from '../../../contract/text';
import { decodeSound, formatOfSound } from '../../../data/sound/decode-sound';
import { fixtures } from './fixtures/recording';

type Fixture = (typeof fixtures.flac)[number];

/** Full scale is 1; the mean of all channels. */
function mixed({ count, bits, channels, kind }: Fixture): readonly number[] {
  const full = 2 ** (bits - 1);
  let state = 1;
  const number = (frame: number, channel: number): number => {
    if (kind === 'same') return 7;
    if (kind === 'tones')
      return Math.floor(0.5 * full * Math.sin((2 * Math.PI * 300 * frame) / 8000 + 0.1 * channel) + 0.5);
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state % (2 * full)) - full;
  };
  return Array.from({ length: count }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += number(frame, channel);
    return sum / channels / full;
  });
}

test.each(
  fixtures.flac.map(
    (fixture) => [`${fixture.bits} bits, ${fixture.channels} of ${fixture.kind}`, fixture] as const,
  ),
)('%s', (_, fixture) => {
  const file = Buffer.from(fixture.file, 'base64');
  const decoded = decodeSound(file, 8000);
  expect('value' in decoded && [...decoded.value]).toEqual([...Float32Array.from(mixed(fixture))]);
  expect(formatOfSound(file.subarray(0, 64), file.length)).toEqual({
    value: { kind: 'FLAC', rate: 8000, channels: fixture.channels, frames: fixture.count },
  });
});

function faultOf(file: Buffer): string {
  const decoded = decodeSound(file, 8000);
  return 'fault' in decoded ? render(decoded.fault) : 'none';
}

describe('damaged files', () => {
  const file = Buffer.from(fixtures.flac[1]!.file, 'base64');
  test('cut off anywhere they are told of', () => {
    for (let size = 0; size < file.length; size += 1)
      expect(faultOf(file.subarray(0, size))).not.toBe('none');
  });

  test('a byte of the samples that is another one is found', () => {
    const start = file.length - 400;
    for (let place = start; place < file.length; place += 1) {
      const changed = Buffer.from(file);
      changed[place]! ^= 0x20;
      expect(faultOf(changed)).not.toBe('none');
    }
  });

  test('the tags of a player before the file are passed over', () => {
    const tag = Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\u0005', 'latin1'), Buffer.from('abcde')]);
    expect(faultOf(Buffer.concat([tag, file]))).toBe('none');
  });
});

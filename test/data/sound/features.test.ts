/** Log-mel spectrograms as librosa has them, and tones of which it is known where they are heard. */
import { describe, expect, test } from 'vitest';
import { isMisfit } from '../../../catalog/declaration';
import { formOf } from '../../../catalog/common/sound-form-of';
import { stepsOfSound, type SoundForm } from '../../../contract/sound-form';
import { createFeatures } from '../../../data/sound/features';
import { powerSpectrum } from '../../../data/sound/fourier';
import { fixtures, recording } from './fixtures/recording';

const mel = (bands: number, window = 0.025, hop = 0.01) => ({ name: 'mel', args: { bands, window, hop } });

function form(rate: number, seconds: number, as = mel(40)): SoundForm {
  const found = formOf({ rate, seconds, as });
  if (isMisfit(found)) throw new Error(found.misfit.template);
  return found;
}

test.each(fixtures.mel)('$bands bands at $rate as librosa has them', (fixture) => {
  const { rate, bands, window, hop, steps, picked, values } = fixture;
  const own = form(rate, 0.2, mel(bands, window, hop));
  const features = createFeatures(own)(recording(rate, 0.2));
  expect(stepsOfSound(own, own.samples)).toBe(steps);
  expect(features).toHaveLength(steps * bands);
  for (const [index, step] of picked.entries()) {
    for (const [band, value] of values[index]!.entries())
      expect(Math.abs(features[step * bands + band]! - value)).toBeLessThan(1e-4);
  }
});

test('a tone is heard most in the band that has it in its middle', () => {
  const bands = 40;
  const top = 2595 * Math.log10(1 + 8000 / 700);
  for (const band of [10, 20, 35]) {
    const hertz = 700 * (10 ** ((top * (band + 1)) / (bands + 1) / 2595) - 1);
    const x = Float32Array.from({ length: 400 }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / 16_000));
    const features = createFeatures(form(16_000, 0.025, mel(bands)))(x);
    expect(features.indexOf(Math.max(...features))).toBe(band);
  }
});

test('the power of a tone that fits the transform, in closed form', () => {
  // A tone of k periods in `size` samples has the power (size / 2)^2 at k, and none anywhere else.
  const size = 64;
  const powers = new Float64Array(size / 2 + 1);
  const frame = Float64Array.from({ length: size }, (_, n) => Math.sin((2 * Math.PI * 5 * n) / size));
  powerSpectrum(size)(frame, powers);
  for (const [k, power] of powers.entries()) expect(power).toBeCloseTo(k === 5 ? (size / 2) ** 2 : 0, 9);
});

describe('steps', () => {
  test.each([
    ['a second', 16_000, 98],
    ['a frame', 400, 1],
    ['a frame and a hop', 560, 2],
    ['less than a frame', 10, 1],
    ['nothing', 0, 0],
  ])('%s', (_, samples, steps) => {
    expect(stepsOfSound(form(16_000, 1), samples)).toBe(steps);
    expect(createFeatures(form(16_000, 1))(new Float32Array(samples))).toHaveLength(steps * 40);
  });

  test('silence is the floor, not infinity', () => {
    expect([...new Set(createFeatures(form(16_000, 1))(new Float32Array(400)))]).toEqual([
      Math.fround(Math.log(1e-6)),
    ]);
  });

  test('samples as they are', () => {
    const x = recording(8000, 0.01);
    const own = form(8000, 0.01, { name: 'wave', args: {} } as never);
    expect(stepsOfSound(own, 80)).toBe(80);
    expect([...createFeatures(own)(x)]).toEqual([...x]);
  });
});

test.each([
  [200, 0.025, 'Write at most 114, or a longer `window`.'],
  [40, 0.0001, 'Write a longer `window`, such as 0.025.'],
])('%i bands of frames of %f s do not fit', (bands, window, remedy) => {
  const found = formOf({ rate: 16_000, seconds: 1, as: mel(bands, window) });
  const { most } = isMisfit(found) ? found.remedy.args : {};
  expect(isMisfit(found) && found.remedy.template.replace('{most}', String(most))).toBe(remedy);
});

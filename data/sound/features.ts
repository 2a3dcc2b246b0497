/** What layers read of a recording: its samples as they are, or of each short frame how strong some bands of frequencies are. */
import { stepsOfSound, type SoundForm } from '../../contract/sound-form';
import { powerSpectrum } from './fourier';

/** Features of samples [steps x features], step by step. */
export function createFeatures(form: SoundForm): (samples: Float32Array) => Float32Array {
  const { frames } = form;
  if (!frames) return (samples) => samples;
  const { length, hop, size, bands, floor } = frames;
  const window = hann(length);
  const powersOf = powerSpectrum(size);
  const frame = new Float64Array(size);
  const powers = new Float64Array(size / 2 + 1);
  return (samples) => {
    const steps = stepsOfSound(form, samples.length);
    const features = new Float32Array(steps * bands.length);
    for (let step = 0, place = 0; step < steps; step++) {
      const start = step * hop;
      for (let n = 0; n < length; n++) frame[n] = (samples[start + n] ?? 0) * window[n]!;
      powersOf(frame, powers);
      for (const { first, weights } of bands) {
        let power = 0;
        for (let k = 0; k < weights.length; k++) power += weights[k]! * powers[first + k]!;
        features[place++] = Math.log(Math.max(power, floor));
      }
    }
    return features;
  };
}

/** The window of Julius von Hann, one period of it. */
const hann = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));

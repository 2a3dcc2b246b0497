/** Made-up recordings: tones of some pitch that stay, rise or fall, with some noise, of lengths and loudness of their own. */
import { createLcg } from './lcg';
import { wavOf } from './wav';

export interface Tone {
  /** Which of some keys it begins in. */
  readonly key: number;
  readonly rises: boolean;
  readonly file: Buffer;
}

const hertzOf = (key: number): number => 300 * 1.5 ** key;

/** `count` tones of `keys` keys, the same for the same seed. */
export function tones(count: number, keys: number, seed: number, rate = 8000): readonly Tone[] {
  const random = createLcg(seed);
  return Array.from({ length: count }, (_, index): Tone => {
    const key = index % keys;
    const rises = random() < 0.5;
    const seconds = 0.25 + 0.2 * random();
    const [loudness, phase, noise] = [0.1 + 0.8 * random(), 2 * Math.PI * random(), 0.2 * random()];
    // A fifth of an octave in all, up or down.
    const bend = rises ? 0.2 : -0.2;
    const samples = Float64Array.from({ length: Math.floor(seconds * rate) }, (__, n) => {
      const t = n / rate;
      const turns = hertzOf(key) * (t + (bend * t * t) / (2 * seconds));
      return loudness * (0.8 * Math.sin(2 * Math.PI * turns + phase) + noise * (random() - 0.5));
    });
    return { key, rises, file: wavOf([samples], { rate }) };
  });
}

/** Filters for bands of frequencies that are equally wide on the mel scale, as the Hidden Markov Model Toolkit (HTK) makes them. */
import type { Band } from '../../contract/sound-form';
import { text } from '../../contract/text';
import type { Misfit } from '../declared';

/**
 * A frequency of a transform of length `size` counts 1 in the middle of a band, and less towards the middles of the bands beside it, where it is 0. Bands
 * that hold no frequency of the transform are a misfit.
 */
export function melFilters(bands: number, size: number, rate: number): readonly Band[] | Misfit {
  if (!hearsAnything(bands, size, rate)) {
    let most = bands - 1;
    while (most > 1 && !hearsAnything(most, size, rate)) most -= 1;
    return {
      misfit: text('{bands} bands are narrower than what frames of this length tell apart.', { bands }),
      remedy: text('Write at most {most}, or a longer `window`.', { most }),
    };
  }
  return bandsOf(bands, size, rate).map(({ below, middle, above }) => {
    const first = Math.floor(below) + 1;
    const weights = Array.from({ length: Math.ceil(above) - first }, (_, index) => {
      const k = first + index;
      return Math.min((k - below) / (middle - below), (above - k) / (above - middle));
    });
    return { first, weights };
  });
}

/** Whether each band has a frequency between its ends. */
const hearsAnything = (bands: number, size: number, rate: number): boolean =>
  bandsOf(bands, size, rate).every(({ below, above }) => Math.ceil(above) - 1 > below);

/** Where bands begin, are heard most and end, in frequencies of the transform, which are whole numbers. */
function bandsOf(bands: number, size: number, rate: number) {
  const top = melOf(rate / 2);
  const at = (place: number) => (hertzOf((top * place) / (bands + 1)) * size) / rate;
  return Array.from({ length: bands }, (_, band) => ({
    below: at(band),
    middle: at(band + 1),
    above: at(band + 2),
  }));
}

const melOf = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/** Recordings as spectrograms whose bands are as wide as the ear hears them. */
import { text } from '../../contract/text';
import { melFilters } from '../common/mel-filters';
import { defineSound, isMisfit } from '../declaration';
import { integer, number } from '../parameter';

export const mel = defineSound({
  name: 'mel',
  doc:
    'Reads a log-mel spectrogram: the natural logarithm of the power of short frames in bands that are equally wide to the ear (in mel, as HTK counts ' +
    'it: 2595 log10(1 + f / 700)), from 0 to half the rate. Frames are weighted by a Hann window and begin with the recording; power below 0.000001, ' +
    '100 dB below a loud tone, counts as that.',
  cite: 'Davis and Mermelstein, Comparison of parametric representations for monosyllabic word recognition, IEEE TASSP 28, 1980',
  params: {
    bands: integer({ doc: 'How many bands: numbers of a step.', default: 40, min: 1, max: 512 }),
    window: number({ doc: 'Seconds of a frame.', default: 0.025, above: 0, max: 1 }),
    hop: number({
      doc: 'Seconds from the start of a frame to that of the next, which is the next step.',
      default: 0.01,
      above: 0,
      max: 1,
    }),
  },
  example: 'mel(40)',
  frames({ bands, window, hop }, rate) {
    const length = Math.round(window * rate);
    if (length < 4)
      return {
        misfit: text('A frame of {window} s has {length} {length|sample|samples} at this rate.', {
          window,
          length,
        }),
        remedy: text('Write a longer `window`, such as 0.025.'),
      };
    const size = 2 ** Math.ceil(Math.log2(length));
    const filters = melFilters(bands, size, rate);
    return isMisfit(filters)
      ? filters
      : { length, hop: Math.max(1, Math.round(hop * rate)), size, bands: filters, floor: 1e-6 };
  },
});

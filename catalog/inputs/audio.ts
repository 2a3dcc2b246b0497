/** The input type for recordings. */
import { featuresOfSound, stepsOfSound } from '../../contract/sound-form';
import { swapNumbers } from '../common/distortions';
import { inputScale } from '../common/scale';
import { usualAudio } from '../common/usual-audio';
import { fittingForm, formOf } from '../common/sound-form-of';
import { defineInput, isMisfit } from '../declaration';
import { integer, number, use } from '../parameter';
import { sounds } from '../sounds';

export const audio = defineInput({
  name: 'audio',
  doc:
    'Reads a column of recordings (WAV or FLAC; channels are mixed into one) as a sequence: steps with some numbers each, which `lstm`, `gru`, `attention` ' +
    'and `transformer` take as it is. With `reshape(98, 40, 1)` a spectrogram of 98 steps and 40 bands becomes an image, for `conv`.',
  params: {
    rate: integer({
      doc: 'Samples of a second. Recordings with more or fewer are brought to it.',
      default: 16_000,
      min: 1_000,
      max: 192_000,
    }),
    seconds: number({
      doc: 'How much of a recording is read, from its start. Of a longer one the rest is cut off, a shorter one has fewer steps.',
      default: 1,
      above: 0,
      max: 600,
    }),
    as: use('sound', sounds, 'mel', { doc: 'What is read: the samples themselves, or a spectrogram.' }),
    scale: inputScale,
  },
  example: 'audio(rate: 16000, seconds: 1, as: mel(40))',
  reads: 'files',
  opens: {
    type: 'audio',
    numbers(args) {
      const form = formOf(args);
      return isMisfit(form) ? form : stepsOfSound(form, form.samples) * featuresOfSound(form);
    },
    example: 'audio(rate: 16000, seconds: 1, as: mel(40))',
    usual: ({ sounds: known }) => known && usualAudio(known),
    sound: fittingForm,
    lasts: 'seconds',
  },
  // What its column holds has been said: files, whose numbers are as many as it wants.
  shape(args) {
    const form = formOf(args);
    return isMisfit(form) ? form : [stepsOfSound(form, form.samples), featuresOfSound(form)];
  },
  distort: (_, columns, strength, draw) =>
    swapNumbers(columns, strength, draw, [columns.shape[0]!, columns.shape[1]!, 1]),
  steps(args) {
    const form = fittingForm(args);
    return stepsOfSound(form, form.samples);
  },
});

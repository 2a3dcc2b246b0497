/** How recordings are read of which it is known how long they are, and how many samples they have. */
import type { SoundFacts } from '../../contract/media';
import { isMisfit } from '../declaration';
import { sounds } from '../sounds';
import { usualUse } from '../parameter';
import { formOf } from './sound-form-of';

/** Speech needs no more samples a second, and a model that reads more seconds takes long to train. */
const [mostRate, mostSeconds] = [16_000, 10] as const;

export function usualAudio({ rates, seconds: [, , longest] }: SoundFacts): string {
  const rate = Math.min(rates.at(-1)!, mostRate);
  // To the tenth of a second that is not too short.
  const seconds = Math.min(Math.max(Math.ceil(longest * 10 - 1e-9) / 10, 0.1), mostSeconds);
  const { name, args } = usualUse(sounds.mel);
  const fits = (bands: number): boolean =>
    !isMisfit(formOf({ rate, seconds, as: { name, args: { ...args, bands } } }));
  let bands = args['bands'] as number;
  while (bands > 1 && !fits(bands)) bands = Math.floor(bands / 2);
  return `audio(rate: ${rate}, seconds: ${seconds}, as: ${name}(${bands}))`;
}

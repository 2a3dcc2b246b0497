/** What the language has names for and the catalog does not hold yet, so that a text that uses it is told so. */
import type { Declaration } from './declaration';

/** One line for each name, by kind. A name leaves this list when its declaration comes. */
export const planned: Readonly<Partial<Record<Declaration['kind'], Readonly<Record<string, string>>>>> = {
  input: {
    audio: 'A recording, as samples or as a spectrogram.',
  },
};

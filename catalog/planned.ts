/** What the language has names for and the catalog does not hold yet, so that a text that uses it is told so. */
import type { Declaration } from './declaration';

/** One line for each name, by kind. A name leaves this list when its declaration comes. */
export const planned: Readonly<Partial<Record<Declaration['kind'], Readonly<Record<string, string>>>>> = {
  input: {
    audio: 'A recording, as samples or as a spectrogram.',
  },
  weighting: {
    gradNorm: 'Keeps the gradients of all tasks at comparable norms.',
    gradDrop: 'Keeps one sign of each coordinate, by chance.',
    stch: 'Descends a smooth maximum of the losses.',
    famo: 'Lowers all losses at the same rate without all gradients.',
    dbMtl: 'Balances logarithms of losses and norms of gradients.',
  },
  exchange: {
    parameters: 'Networks share some of their layers.',
  },
};

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
  sharing: {
    crossStitch: 'Mixes the layers of a trunk for each task.',
    mmoe: 'Mixes experts by a gate for each task.',
    cgc: 'Mixes shared and own experts by a gate for each task.',
    ple: 'Stacks levels of shared and own experts.',
    mtan: 'Attends to the shared features of each task.',
    dselectK: 'Selects a few experts for each task.',
  },
  exchange: {
    parameters: 'Networks share some of their layers.',
  },
};

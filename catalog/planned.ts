/** What the language has names for and the catalog does not hold yet, so that a text that uses it is told so. */
import type { Declaration } from './declaration';

/** One line for each name, by kind. A name leaves this list when its declaration comes. */
export const planned: Readonly<Partial<Record<Declaration['kind'], Readonly<Record<string, string>>>>> = {
  input: {
    audio: 'A recording, as samples or as a spectrogram.',
  },
  sharing: {
    crossStitch: 'Mixes the layers of a trunk for each task.',
    mmoe: 'Mixes experts by a gate for each task.',
    cgc: 'Mixes shared and own experts by a gate for each task.',
    ple: 'Stacks levels of shared and own experts.',
    mtan: 'Attends to the shared features of each task.',
    dselectK: 'Selects a few experts for each task.',
  },
  cotraining: {
    blumMitchell: 'Each network labels the rows that it is surest of.',
    democratic: 'The networks vote, weighed by their accuracy.',
    triTraining: 'Two networks teach the third where they agree.',
    mutual: 'The networks learn from each other’s probabilities.',
    deepCotraining: 'The networks agree on rows and differ on adversarial ones.',
    coTeaching: 'The networks choose clean rows for each other.',
    meanTeacher: 'A running mean of the network teaches it.',
    fixMatch: 'Sure predictions label distorted versions of a row.',
  },
  exchange: {
    parameters: 'Networks share some of their layers.',
  },
};

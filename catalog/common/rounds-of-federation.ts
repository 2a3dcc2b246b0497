/** The parameters that every federation has: how often participants learn and are put together, and how many of them each time. */
import { integer, number } from '../parameter';

export const roundsOfFederation = {
  rounds: integer({
    doc: 'How often participants learn apart and are put together.',
    default: 20,
    min: 1,
    max: 100000,
  }),
  fraction: number({
    doc: 'The part of the participants that is chosen in each round; with `privacy` the probability with which each one is.',
    default: 1,
    above: 0,
    max: 1,
  }),
} as const;

/** Declarations of how participants that learn apart come to one model, and of what of them may show in it. */
import type { Declared } from './declared';
import type { ArgsOf, Parameters } from './parameter';

/** How what participants have changed is put together. Its parameters begin with those of `common/rounds-of-federation.ts`. */
export interface FederationDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'federation';
  /** How many numbers are kept beside each one of the model from round to round, all of them 0 before the first. */
  readonly slots: number;
  /** Of one number of the model, from the mean of its changes: by how much it moves, and behind that the slots after the round. */
  move(args: ArgsOf<P>, change: number, slots: readonly number[]): readonly number[];
  /** What multiplies half the squared distance from the model of the round's beginning in the loss of a participant; absent: 0. */
  pull?(args: ArgsOf<P>): number;
}

/** What is done to changes so that a model tells little of each participant. */
export interface PrivacyDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'privacy';
  /** What the whole change of a participant is multiplied with, from its length: the root of the sum of squares. At most 1. */
  shorten(args: ArgsOf<P>, length: number): number;
  /** Standard deviation of the normal noise on each number of the sum of the changes. */
  deviation(args: ArgsOf<P>): number;
  /** Epsilon after so many rounds, in each of which a participant takes part with the probability `fraction`; infinite where nothing is protected. */
  spent(args: ArgsOf<P>, fraction: number, rounds: number): number;
}

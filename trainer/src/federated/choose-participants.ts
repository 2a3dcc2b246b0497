/** Which participants take part in a round. */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import { shuffledIndices } from '../../../data/random';

export interface Choice {
  readonly participants: number;
  readonly fraction: number;
  /** Whether each one is chosen by a coin of its own, as what is known of privacy asks; else as many are in every round. */
  readonly byChance: boolean;
  readonly seed: number;
}

/** Ascending numbers from 0, which follow from the seed and the round alone. By chance there may be none. */
export function chooseParticipants(
  { participants, fraction, byChance, seed }: Choice,
  round: number,
): readonly number[] {
  const random = randomNumbers(seed, `participants of round ${round}`);
  const all = Array.from({ length: participants }, (_, index) => index);
  if (byChance) return all.filter(() => random() < fraction);
  const count = Math.max(1, Math.round(fraction * participants));
  return [...shuffledIndices(participants, random).subarray(0, count)].toSorted((a, b) => a - b);
}

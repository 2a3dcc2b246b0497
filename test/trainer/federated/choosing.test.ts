/** Who takes part in a round. */
import { expect, it } from 'vitest';
import { chooseParticipants } from '../../../trainer/src/federated/choose-participants';

const rounds = Array.from({ length: 400 }, (_, index) => index + 1);
const choose = (fraction: number, byChance: boolean, seed = 3) =>
  rounds.map((round) => chooseParticipants({ participants: 20, fraction, byChance, seed }, round));

it('takes as many in each round, each of them equally often, and at least one', () => {
  const all = choose(0.3, false);
  for (const chosen of all) {
    expect(chosen).toHaveLength(6);
    expect(new Set(chosen).size).toBe(6);
    expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
  }
  // Of 400 rounds 120 are expected, give or take 4 √(400 0.3 0.7).
  for (let one = 0; one < 20; one++) {
    const times = all.filter((chosen) => chosen.includes(one)).length;
    expect(Math.abs(times - 120)).toBeLessThan(37);
  }
  expect(choose(0.001, false).every((chosen) => chosen.length === 1)).toBe(true);
  expect(choose(1, false).every((chosen) => chosen.length === 20)).toBe(true);
});

it('takes each one by a coin of its own with privacy', () => {
  const counts = choose(0.3, true).map((chosen) => chosen.length);
  const mean = counts.reduce((sum, count) => sum + count, 0) / 400;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 400;
  // Binomial: 20 0.3, and 20 0.3 0.7.
  expect(Math.abs(mean - 6)).toBeLessThan(4 * Math.sqrt(4.2 / 400));
  expect(Math.abs(variance - 4.2)).toBeLessThan(1.2);
  expect(choose(1, true).every((chosen) => chosen.length === 20)).toBe(true);
});

it('follows from seed and round', () => {
  expect(choose(0.5, true)).toEqual(choose(0.5, true));
  expect(choose(0.5, true)).not.toEqual(choose(0.5, true, 4));
});

/** Democratic co-learning: the networks vote, weighed by their accuracy, and those that were outvoted learn. */
import { accuracyInterval } from '../common/accuracy-interval';
import { poolClasses } from '../common/pool-classes';
import { defineCotraining, type JudgedPredictions, type Passed } from '../declaration';

export const democratic = defineCotraining({
  name: 'democratic',
  doc:
    'The class that most networks give a row is passed on to those that give it another, where the majority’s accuracies, each the middle of its 95 % ' +
    'interval, add up to more than those of any other class. A network learns its labels only where they are expected to help: where ' +
    'q = |L| (1 - 2e / |L|)² rises, e being the errors that are expected among them.',
  cite: 'Zhou and Goldman, Democratic co-learning, ICTAI 2004',
  params: {},
  example: 'democratic',
  fits: ['classes', 'binary'],
  least: 3,
  apart: false,
  needsPool: true,
  passesTo: 'some',
  judges: true,
  /** e of each network: the errors that are expected among the labels that it was passed. */
  start: (networks) => Array<number>(networks).fill(0),
  pass(_, { pool, judged, known, learned, memory, limit }) {
    const votes = poolClasses(pool);
    const networks = [...pool.networks.keys()];
    const intervals = networks.map((i) => accuracyInterval(...countRight(judged, i)));
    const w = intervals.map(([low, high]) => (low + high) / 2);
    // L′ of each network.
    const proposed: Passed[][] = networks.map(() => []);
    for (let row = 0; row < votes.rows; row++) {
      const given = networks.map((i) => votes.given(i, row));
      const { label, weight, rest } = elect(given, w);
      if (weight <= rest) continue;
      for (const i of networks) {
        if (given[i] === label || known[i]![row] === 1) continue;
        proposed[i]!.push({ row, label: [label], confidence: weight / (weight + rest), to: [i] });
      }
    }
    if (!limit) return { passed: proposed.flat() };
    const L = learned.reduce((sum, size) => sum + size, 0);
    const l = intervals.reduce((sum, [low], i) => sum + low * learned[i]!, 0) / L;
    const errors = [...memory];
    const passed = networks.flatMap((i) => {
      const expected = (1 - l) * proposed[i]!.length;
      const before = quality(learned[i]!, errors[i]!);
      const after = quality(learned[i]! + proposed[i]!.length, errors[i]! + expected);
      if (after <= before) return [];
      errors[i]! += expected;
      return proposed[i]!;
    });
    return { passed, memory: errors };
  },
});

/** q = |L| (1 - 2e / |L|)², and 0 where half of the labels or more are expected to be wrong, of which nothing can be learned. */
const quality = (L: number, e: number): number => L * Math.max(0, 1 - (2 * e) / L) ** 2;

/** The class with the most votes, of equally many the one with the greater weight; that weight, and the greatest of another class. */
function elect(given: readonly number[], w: readonly number[]) {
  const classes = [...new Set(given)].map((label) => {
    const voters = [...given.keys()].filter((i) => given[i] === label);
    return { label, votes: voters.length, weight: voters.reduce((sum, i) => sum + w[i]!, 0) };
  });
  const [first, ...others] = classes.toSorted((a, b) => b.votes - a.votes || b.weight - a.weight);
  return { ...first!, rest: Math.max(0, ...others.map(({ weight }) => weight)) };
}

function countRight({ labels, ...judged }: JudgedPredictions, i: number): readonly [number, number] {
  const { rows, given } = poolClasses(judged);
  let right = 0;
  for (let row = 0; row < rows; row++) if (given(i, row) === labels[row]) right += 1;
  return [right, rows];
}

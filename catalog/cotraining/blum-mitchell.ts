/** Co-training as it was first published: each network labels the rows that it is surest of. */
import { poolClasses } from '../common/pool-classes';
import { defineCotraining, type Passed } from '../declaration';
import { integer } from '../parameter';

export const blumMitchell = defineCotraining({
  name: 'blumMitchell',
  doc:
    'Each network labels the rows that it is surest of, for all networks, out of a `pool` of unlabelled rows that is drawn at random and ' +
    'filled up again in every round: `positive` rows of the last class and `negative` ones of the first. Of more than two classes it labels `positive` ' +
    'rows of the rarest one, and of every other as many more as that has more labels.',
  cite: 'Blum and Mitchell, Combining labeled and unlabeled data with co-training, COLT 1998',
  params: {
    positive: integer({
      doc: 'Rows of the last of two classes (yes), or of the rarest of more, that each network labels in a round.',
      default: 1,
      min: 1,
    }),
    negative: integer({
      doc: 'Rows of the first of two classes (no) that each network labels in a round.',
      default: 3,
      min: 1,
    }),
    pool: integer({
      doc: 'How many unlabelled rows each round chooses from.',
      default: 75,
      min: 1,
    }),
  },
  example: 'blumMitchell(positive: 1, negative: 3, pool: 75)',
  fits: ['classes', 'binary'],
  least: 2,
  apart: true,
  needsPool: true,
  passesTo: 'all',
  draws: 'pool',
  pass({ positive, negative, pool: u }, { pool, chances, labels, limit }) {
    const { rows, classes, probability, given } = poolClasses(pool);
    // Rows leave U' when they have a label, and the next ones by chance come in.
    const all = Array.from({ length: rows }, (_, row) => row);
    const drawn = limit ? all.toSorted((a, b) => chances[a]! - chances[b]!).slice(0, u) : all;
    const counts = classes === 2 ? [negative, positive] : inProportion(positive, labels, classes);
    const surest = new Map<number, Passed>();
    for (const k of pool.networks.keys()) {
      for (const [c, count] of counts.entries()) {
        const sureness = (row: number): number => probability(k, row, c);
        const found = drawn
          .filter((row) => given(k, row) === c)
          .toSorted((a, b) => sureness(b) - sureness(a) || a - b)
          .slice(0, count);
        for (const row of found) {
          // Where two networks label a row, the surer one does.
          if (sureness(row) <= (surest.get(row)?.confidence ?? 0)) continue;
          surest.set(row, { row, label: [c], confidence: sureness(row) });
        }
      }
    }
    return { passed: [...surest.values()].toSorted((a, b) => b.confidence - a.confidence || a.row - b.row) };
  },
});

/** `least` rows of the class with the fewest labels, and of the others in proportion; none of a class without a label. */
function inProportion(least: number, labels: Float32Array, classes: number): readonly number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const c of labels) counts[c]! += 1;
  const fewest = Math.min(...counts.filter((count) => count > 0));
  return counts.map((count) => Math.round((least * count) / fewest));
}

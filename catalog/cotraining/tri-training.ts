/** Tri-training: two networks teach the third where they agree. */
import { poolClasses } from '../common/pool-classes';
import { defineCotraining, type JudgedPredictions, type Passed } from '../declaration';

export const triTraining = defineCotraining({
  name: 'triTraining',
  doc:
    'Each of three networks learns the labels on which the two others agree, in place of those of the round before, as long as the others err together in a smaller ' +
    'share e of the labelled rows and their labels L hold fewer errors in all: e |L| < e′ |L′|. Too many labels are thinned out at random until they do. ' +
    'Networks with the same columns differ by where they start, not by samples of the rows.',
  cite: 'Zhou and Li, Tri-training: exploiting unlabeled data using three classifiers, IEEE TKDE 17(11), 2005',
  params: {},
  example: 'triTraining',
  fits: ['classes', 'binary'],
  least: 3,
  most: 3,
  apart: false,
  needsPool: true,
  passesTo: 'anew',
  judges: true,
  /** e′ and l′ = |L′| of each network. */
  start: (networks) => [...Array<number>(networks).fill(0.5), ...Array<number>(networks).fill(0)],
  pass(_, { pool, judged, memory, random, limit }) {
    const { rows, given } = poolClasses(pool);
    const networks = pool.networks.length;
    const errors = memory.slice(0, networks);
    const sizes = memory.slice(networks);
    const passed: Passed[] = [];
    for (let i = 0; i < networks; i++) {
      const [j, k] = [0, 1, 2].filter((other) => other !== i) as [number, number];
      const agreed = Array.from({ length: rows }, (__, row) => row).filter(
        (row) => given(j, row) === given(k, row),
      );
      const e = errorTogether(judged, j, k);
      const chosen = limit ? choose(agreed, e, errors[i]!, sizes[i]!, random) : agreed;
      if (!chosen) continue;
      errors[i] = e;
      sizes[i] = chosen.length;
      for (const row of chosen) passed.push({ row, label: [given(j, row)], confidence: 1 - e, to: [i] });
    }
    return { passed, memory: [...errors, ...sizes] };
  },
});

/** The share of errors among the labels on which two networks agree; as good as chance where they never do. */
function errorTogether({ labels, ...judged }: JudgedPredictions, j: number, k: number): number {
  const { rows, given } = poolClasses(judged);
  let [agreed, wrong] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (given(j, row) !== given(k, row)) continue;
    agreed += 1;
    if (given(j, row) !== labels[row]) wrong += 1;
  }
  return agreed === 0 ? 0.5 : wrong / agreed;
}

/** Those rows of L that a network learns, by the errors before (e′, l′); undefined where it stays with what it has. */
function choose(
  L: readonly number[],
  e: number,
  eBefore: number,
  sizeBefore: number,
  random: () => number,
): readonly number[] | undefined {
  if (e >= eBefore) return undefined;
  const l = sizeBefore === 0 ? Math.floor(e / (eBefore - e) + 1) : sizeBefore;
  if (l >= L.length) return undefined;
  if (e * L.length < eBefore * l) return L;
  if (l > e / (eBefore - e)) return subsample(L, Math.ceil((eBefore * l) / e - 1), random);
  return undefined;
}

/** `size` of the rows by chance, in their order. */
function subsample(rows: readonly number[], size: number, random: () => number): readonly number[] {
  const drawn = rows.map((row) => ({ row, chance: random() }));
  const chosen = drawn.toSorted((a, b) => a.chance - b.chance).slice(0, size);
  return chosen.map(({ row }) => row).toSorted((a, b) => a - b);
}

/** Which combination is the best in each column of the table. */
import type { Spread, SweepResults } from '../../../contract/sweep-results';

/** Places of columns of `sweepTable`, with the row of the best mean; a column in which all are the same, or one alone is known, has none. */
export function bestCells({ design, measures, combinations }: SweepResults): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  const perMeasure = design.baseline === null ? 1 : 2;
  const first = design.factors.length + 1;
  for (const [index, { better }] of measures.entries()) {
    const row = bestOf(
      combinations.map(({ values }) => values[index] ?? null),
      better === 'higher' ? 1 : -1,
    );
    if (row !== undefined) best.set(first + index * perMeasure, row);
  }
  const gain = bestOf(
    combinations.map(({ gain: each }) => each),
    1,
  );
  if (gain !== undefined) best.set(first + measures.length * perMeasure, gain);
  return best;
}

function bestOf(spreads: readonly (Spread | null)[], sign: 1 | -1): number | undefined {
  const known = spreads.flatMap((spread, row) => (spread ? [{ row, value: sign * spread.mean }] : []));
  const [top, next] = known.toSorted((a, b) => b.value - a.value);
  return top && next && top.value > next.value ? top.row : undefined;
}

/** Smooths losses for the eye: a Gaussian window over time, which neither lags behind nor depends on how often was measured. */
import type { ByTask, LossRow } from './loss-row';

/** Width of the window (its standard deviation) as a share of the time smoothed over. */
const width = 1 / 80;

/**
 * Losses, weights and cosines are smoothed, never the total, so that the total of a smoothed row is still the sum of its parts.
 * Nothing is smoothed across `breaks`, where learning begins anew.
 */
export function smoothRows(rows: readonly LossRow[], breaks: readonly number[]): readonly LossRow[] {
  const pieces: LossRow[][] = [[]];
  let next = 0;
  for (const row of rows) {
    while (next < breaks.length && row.x > breaks[next]!) {
      next++;
      if (pieces.at(-1)!.length > 0) pieces.push([]);
    }
    pieces.at(-1)!.push(row);
  }
  return pieces.flatMap(smoothPiece);
}

function smoothPiece(rows: readonly LossRow[]): readonly LossRow[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || last.x <= first.x) return rows;
  const sigma = (last.x - first.x) * width;
  let [from, to] = [0, 0];
  return rows.map((smoothed) => {
    const { x, losses, weights, cosines } = smoothed;
    while (rows[from]!.x < x - 3 * sigma) from++;
    while (to < rows.length && rows[to]!.x <= x + 3 * sigma) to++;
    const near = rows
      .slice(from, to)
      .map((row) => ({ row, share: Math.exp(-(((row.x - x) / sigma) ** 2) / 2) }));
    const mean = (value: (row: LossRow) => number | null | undefined): number | null => {
      let [sum, shares] = [0, 0];
      for (const { row, share } of near) {
        const y = value(row);
        if (y === null || y === undefined) continue;
        sum += share * y;
        shares += share;
      }
      return shares > 0 ? sum / shares : null;
    };
    return {
      ...smoothed,
      losses: mapTasks(losses, (task) => mean((row) => row.losses[task])),
      weights: mapTasks(weights, (task, weight) => mean((row) => row.weights[task]) ?? weight),
      ...(cosines && { cosines: mapTasks(cosines, (pair) => mean((row) => row.cosines?.[pair])) }),
    };
  });
}

function mapTasks<T, R>(values: ByTask<T>, map: (task: string, value: T) => R): ByTask<R> {
  return Object.fromEntries(Object.entries(values).map(([task, value]) => [task, map(task, value)]));
}

/** The chart of cosines between the tasks' gradients, for weightings that combine them. */
import { passName } from '../../shared/runs/passes';
import { t } from '../../shared/translate';
import { pointsOf, type ChartModel } from '../../shared/charts/chart-model';
import type { LossRow } from '../../shared/runs/loss-row';
import { cosineRows } from '../../shared/runs/loss-rows';
import { taskNames, type RunState } from '../../shared/runs/run-state';
import { smoothRows } from '../../shared/runs/smooth-rows';
import { seriesColours } from '../../shared/theme';

/** More lines than these nobody can tell apart. */
const mostPairs = 10;

/** Undefined where the log tells none. Of many pairs those whose tasks point apart the most, by their mean over the run. */
export function cosineChart(state: RunState, smooth: boolean): ChartModel | undefined {
  const raw = cosineRows(state);
  const all = Object.keys(raw.at(-1)?.cosines ?? {});
  if (all.length === 0) return undefined;
  const rows = smooth ? smoothRows(raw, state.roundEnds.items) : raw;
  const pairs = lowest(all, raw);
  // Pairs are told apart from tasks by their colours, and those beyond the last colour by dashes.
  const firstColour = taskNames(state).length;
  return {
    id: 'cosines',
    title:
      pairs.length < all.length
        ? t('Gradient cosines: the {count} lowest of {all} pairs', { count: pairs.length, all: all.length })
        : t('Gradient cosines'),
    along: passName(state.start),
    series: pairs.map((pair, index) => ({
      name: pair,
      colour: firstColour + index,
      ...(index >= seriesColours.length ? { dash: [6, 3] } : {}),
      lines: [{ style: 'solid', points: pointsOf(rows, ({ cosines }) => cosines?.[pair]) }],
    })),
    columns: [''],
    readings: raw.map(({ x, cosines }) => ({ x, values: pairs.map((pair) => [cosines?.[pair] ?? null]) })),
    marks: state.roundEnds.items,
    bounds: [-1, 1],
    level: 0,
  };
}

/** In the order of the log; pairs that never met come last. */
function lowest(pairs: readonly string[], rows: readonly LossRow[]): readonly string[] {
  if (pairs.length <= mostPairs) return pairs;
  const means = new Map(pairs.map((pair) => [pair, meanOf(rows, pair)]));
  const chosen = new Set(pairs.toSorted((a, b) => means.get(a)! - means.get(b)!).slice(0, mostPairs));
  return pairs.filter((pair) => chosen.has(pair));
}

function meanOf(rows: readonly LossRow[], pair: string): number {
  const known = pointsOf(rows, ({ cosines }) => cosines?.[pair]);
  return known.length > 0 ? known.reduce((sum, { y }) => sum + y, 0) / known.length : Infinity;
}

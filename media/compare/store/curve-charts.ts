/** The charts of a comparison: of each quantity one for training and one for validation rows, on the same scale, with a line for every run. */
import type { ChartModel, Point, Reading, Series, Span } from '../../shared/charts/chart-model';
import { formatNumber } from '../../shared/format';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import { isBetter } from './best-values';
import type { RunCurves } from './compared-runs';
import { lookOf } from './run-look';
import { quantitiesOf, type Quantity, type QuantityRows } from './quantities';
import { curveParts, momentOf, rowsOf, type Along, type CurvePart, type RunRows } from './run-rows';

export interface CurveChoices {
  readonly along: Along;
  readonly smooth: boolean;
  readonly logarithmic: boolean;
  readonly parts: ReadonlySet<CurvePart>;
  /** Names of runs that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  readonly span: Span | undefined;
}

/** Of so many moments every one can be read off; of more, as many at even distances. */
const mostReadings = 400;

export function curveCharts(runs: readonly RunCurves[], choices: CurveChoices): readonly ChartModel[] {
  const rows = runs.map((run) => rowsOf(run, choices.along, choices.smooth));
  return quantitiesOf(runs).flatMap((quantity) => chartsOf(quantity, rows, choices));
}

function chartsOf(
  quantity: Quantity,
  runs: readonly RunRows[],
  choices: CurveChoices,
): readonly ChartModel[] {
  const drawn = curveParts
    .filter((part) => choices.parts.has(part))
    .map((part) => ({ part, rows: runs.map((run) => quantity.rows(run, part)) }))
    .filter(({ rows }) => rows.some(({ read }) => read.length > 0));
  const seen = drawn.flatMap(({ rows }) =>
    rows.flatMap(({ shown }, index) =>
      choices.hidden.has(runs[index]!.curves.name) ? [] : shown.filter(({ x }) => isIn(choices.span, x)),
    ),
  );
  const bounds = boundsOf(
    seen.map(({ y }) => y),
    choices.logarithmic,
  );
  return drawn.map(({ part, rows }) => ({
    id: `${quantity.id} ${part}`,
    title: `${quantity.title} · ${partName(part)}`,
    along: alongName(choices.along),
    clock: choices.along === 'time',
    series: runs.map(({ curves }, index) => seriesOf(curves, rows[index]!)),
    columns: [''],
    readings: readingsOf(rows, choices.along),
    latest: rows.map(({ read }) => [read.at(-1)?.y ?? null]),
    marks: [],
    ...bestOf(quantity, part, runs, rows, choices),
    ...(bounds ? { bounds } : {}),
  }));
}

function seriesOf({ name, slot }: RunCurves, { shown, raw }: QuantityRows): Series {
  return {
    name,
    ...lookOf(slot),
    lines: [...(raw ? [{ style: 'behind', points: raw } as const] : []), { style: 'marked', points: shown }],
  };
}

/** Every moment at which some run has a number, with what each had by then: nothing before its first and after its last one. */
function readingsOf(rows: readonly QuantityRows[], along: Along): readonly Reading[] {
  const moments = [...new Set(rows.flatMap(({ read }) => read.map(({ x }) => x)))].toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  const shown =
    moments.length <= mostReadings
      ? moments
      : Array.from({ length: mostReadings }, (_, index) => {
          const x = first + ((last - first) * index) / (mostReadings - 1);
          return along === 'time' ? x : Math.round(x);
        });
  const places = rows.map(() => 0);
  return [...new Set(shown)].map((x) => ({
    x,
    values: rows.map(({ read }, run) => {
      while (places[run]! < read.length && read[places[run]!]!.x <= x) places[run]! += 1;
      return [x <= (read.at(-1)?.x ?? -Infinity) ? (read[places[run]! - 1]?.y ?? null) : null];
    }),
  }));
}

/** The best value of the runs that are drawn. */
function bestOf(
  { better, measure }: Quantity,
  part: CurvePart,
  runs: readonly RunRows[],
  rows: readonly QuantityRows[],
  { hidden, along }: CurveChoices,
): Pick<ChartModel, 'best'> {
  let best: (Point & { readonly name: string }) | undefined;
  for (const [index, { curves }] of runs.entries()) {
    if (hidden.has(curves.name)) continue;
    // Lines of training losses are no means over epochs: their best is on the line.
    const isDrawn = part === 'train' && measure?.name === 'loss';
    const kept = measure && !isDrawn ? curves.best.of(part, measure) : undefined;
    const points = kept ? [{ x: momentOf(kept.row, along), y: kept.value }] : rows[index]!.shown;
    for (const { x, y } of points)
      if (!best || isBetter(better, y, best.y)) best = { x, y, name: curves.name };
  }
  if (!best) return {};
  const words = t('best {value}: {run}', { value: formatNumber(best.y), run: best.name });
  return { best: { x: best.x, y: best.y, words } };
}

/** The same for both parts, with a little room; undefined where there is nothing to span. */
function boundsOf(values: readonly number[], logarithmic: boolean): ChartModel['bounds'] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (logarithmic && value <= 0) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (!Number.isFinite(least) || !Number.isFinite(most)) return undefined;
  if (logarithmic) return [least / 1.1, most * 1.1];
  const room = most > least ? (most - least) * 0.04 : Math.max(Math.abs(most) * 0.04, 1e-6);
  // A loss is never below nothing, and neither is its axis.
  return [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
}

const isIn = (span: Span | undefined, x: number): boolean => !span || (x >= span.from && x <= span.to);

export function alongName(along: Along): string {
  const names = {
    epoch: () => t('epoch'),
    step: () => t('step'),
    time: () => t('time'),
  } satisfies Record<Along, () => string>;
  return names[along]();
}

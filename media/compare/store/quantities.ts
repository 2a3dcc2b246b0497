/** What is compared, a chart for each part of the data: the total loss, the loss of each task, and each metric. */
import type { MetricHeading } from '../../../contract/run-log';
import { pointsOf, type Point } from '../../shared/charts/chart-model';
import { weightedTotal, type LossRow } from '../../shared/runs/loss-row';
import { t } from '../../shared/translate';
import type { Measure } from './best-values';
import type { RunCurves } from './compared-runs';
import type { CurvePart, RunRows } from './run-rows';

/** Of one run and part. */
export interface QuantityRows {
  /** What is drawn. */
  readonly shown: readonly Point[];
  /** What stands behind it where it is smoothed. */
  readonly raw?: readonly Point[];
  /** What is read off. */
  readonly read: readonly Point[];
}

export interface Quantity {
  /** Different for each. */
  readonly id: string;
  readonly title: string;
  readonly better: MetricHeading['better'];
  /** What its best values are kept under; the total has none and is judged by what is drawn. */
  readonly measure?: Measure;
  rows(run: RunRows, part: CurvePart): QuantityRows;
}

/** In the order of the tasks of the newest run; what only older ones have stands behind. */
export function quantitiesOf(runs: readonly RunCurves[]): readonly Quantity[] {
  const measures = measuresOf(runs);
  const tasks = new Set(measures.map(({ task }) => task));
  return [
    ...(tasks.size > 1 ? [total()] : []),
    ...[...tasks].map(taskLoss),
    ...measures.filter(({ name }) => name !== 'loss').map(metricOf),
  ];
}

/** The loss and the metrics of every task. */
export function measuresOf(runs: readonly RunCurves[]): readonly Measure[] {
  const found = new Map<string, Measure>();
  for (const { log } of runs)
    for (const { name: task, metrics } of log.start?.tasks ?? [])
      for (const metric of [{ name: 'loss', better: 'lower' } as const, ...metrics]) {
        const key = JSON.stringify([task, metric.name]);
        if (!found.has(key)) found.set(key, { ...metric, task });
      }
  const order = [...new Set([...found.values()].map(({ task }) => task))];
  return [...found.values()].toSorted((a, b) => order.indexOf(a.task) - order.indexOf(b.task));
}

const total = (): Quantity => ({
  id: 'total',
  title: t('Total loss'),
  better: 'lower',
  rows: lossRows(({ losses, weights }) => weightedTotal(losses, weights)),
});

const taskLoss = (task: string): Quantity => ({
  id: JSON.stringify(['loss', task]),
  title: t('Loss of {task}', { task }),
  better: 'lower',
  measure: { task, name: 'loss', better: 'lower' },
  rows: lossRows(({ losses }) => losses[task] ?? null),
});

const metricOf = (measure: Measure): Quantity => {
  const { task, name, better } = measure;
  return {
    id: JSON.stringify(['metric', task, name]),
    title: `${task} ${name} ${better === 'higher' ? '↑' : '↓'}`,
    better,
    measure,
    rows({ epochs }, part) {
      const points = pointsOf(epochs, ({ event }) => event.results[part]?.[task]?.[name]);
      return { shown: points, read: points };
    },
  };
};

function lossRows(value: (row: LossRow) => number | null): Quantity['rows'] {
  const valued = (rows: readonly LossRow[]): readonly Point[] => pointsOf(rows, value);
  return ({ losses, raw, read }, part) => ({
    shown: valued(losses[part]),
    ...(raw && part === 'train' ? { raw: valued(raw) } : {}),
    read: valued(read[part]),
  });
}

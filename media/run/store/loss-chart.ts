/** The chart of losses: each task and the total, on training rows as they were trained on and on validation rows. */
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import {
  pointsOf,
  type ChartModel,
  type Line,
  type Reading,
  type Series,
} from '../../shared/charts/chart-model';
import { weightedTotal, type LossRow } from '../../shared/runs/loss-row';
import { trainingRow, trainingRows, validationRows } from '../../shared/runs/loss-rows';
import { passName } from '../../shared/runs/passes';
import { lossesOf, taskNames, type RunState } from '../../shared/runs/run-state';
import { smoothRows } from '../../shared/runs/smooth-rows';
import { driftNotes } from './drift-table';

export function lossChart(state: RunState, smooth: boolean): ChartModel {
  const tasks = taskNames(state);
  const raw = trainingRows(state);
  const shown = smooth ? smoothRows(raw, state.roundEnds.items) : raw;
  const validation = validationRows(state.epochs.items);
  const series = (
    name: string,
    colour: Series['colour'],
    value: (row: LossRow) => number | null,
  ): Series => ({
    name,
    colour,
    lines: [
      ...(smooth ? [line('behind', raw, value)] : []),
      line('solid', shown, value),
      line('dashed', validation, value),
    ].filter(({ points }) => points.length > 0),
  });
  return {
    id: 'loss',
    title: t('Loss'),
    along: passName(state.start),
    series: [
      ...tasks.map((task, index) => series(task, index, (row) => row.losses[task] ?? null)),
      ...(tasks.length > 1
        ? [series(t('total'), 'total', (row: LossRow) => weightedTotal(row.losses, row.weights))]
        : []),
    ],
    columns: [
      t('weight'),
      partName(state.start?.window === undefined ? 'train' : 'test'),
      ...(validation.length > 0 ? [partName('validation')] : []),
    ],
    readings: readings(state, tasks, validation.length > 0),
    marks: state.roundEnds.items,
    notes: driftNotes(state, tasks),
  };
}

const line = (
  style: Line['style'],
  rows: readonly LossRow[],
  value: (row: LossRow) => number | null,
): Line => ({
  style,
  points: pointsOf(rows, value),
});

/** One reading an epoch, because only then weights, training and validation belong together; before the first, progress. */
function readings(state: RunState, tasks: readonly string[], validated: boolean): readonly Reading[] {
  const epochs = state.epochs.items;
  if (epochs.length === 0) {
    return state.steps.items.map((row) => reading(tasks, row, [row.losses]));
  }
  return epochs.map((epoch) => {
    const validation = lossesOf(epoch.event.results.validation);
    const row = trainingRow(epoch);
    return reading(tasks, row, validated ? [row.losses, validation] : [row.losses]);
  });
}

function reading(
  tasks: readonly string[],
  { x, weights }: LossRow,
  parts: readonly LossRow['losses'][],
): Reading {
  return {
    x,
    values: [
      ...tasks.map((task) => [weights[task] ?? null, ...parts.map((losses) => losses[task] ?? null)]),
      ...(tasks.length > 1 ? [[undefined, ...parts.map((losses) => weightedTotal(losses, weights))]] : []),
    ],
  };
}

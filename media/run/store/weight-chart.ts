/** The chart of task weights, for weightings that change them. */
import { passName } from '../../shared/runs/passes';
import { t } from '../../shared/translate';
import { pointsOf, type ChartModel } from '../../shared/charts/chart-model';
import type { LossRow } from '../../shared/runs/loss-row';
import { trainingRows } from '../../shared/runs/loss-rows';
import { taskNames, type RunState } from '../../shared/runs/run-state';

/** Undefined while all weights are what they were at the start. */
export function weightChart(state: RunState): ChartModel | undefined {
  const tasks = taskNames(state);
  const rows = trainingRows(state);
  if (tasks.every((task) => isConstant(rows, task))) return undefined;
  return {
    id: 'weights',
    title: t('Task weights'),
    along: passName(state.start),
    series: tasks.map((task, index) => ({
      name: task,
      colour: index,
      lines: [{ style: 'solid', points: pointsOf(rows, ({ weights }) => weights[task]) }],
    })),
    columns: [''],
    readings: rows.map(({ x, weights }) => ({ x, values: tasks.map((task) => [weights[task] ?? null]) })),
    marks: state.roundEnds.items,
  };
}

/** Merged rows hold means, so equal weights may differ in their last digits. */
function isConstant(rows: readonly LossRow[], task: string): boolean {
  const first = rows[0]?.weights[task];
  return (
    first === undefined ||
    rows.every(({ weights }) => Math.abs((weights[task] ?? first) - first) <= 1e-9 * Math.abs(first))
  );
}

/** One chart for each metric, with every task that is measured by it. */
import type { Part } from '../../../contract/run-log';
import { partName } from '../../shared/part-name';
import { pointsOf, type ChartModel } from '../../shared/charts/chart-model';
import { passName } from '../../shared/runs/passes';
import type { EpochRow, RunState } from '../../shared/runs/run-state';
import { driftNotes } from './drift-table';

export function metricCharts(state: RunState): readonly ChartModel[] {
  const tasks = state.start?.tasks ?? [];
  const epochs = state.epochs.items;
  const names = new Set(tasks.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  const parts = (
    ['train', 'validation', ...(state.start?.window === undefined ? [] : (['test'] as const))] as const
  ).filter((part) => epochs.some(({ event }) => event.results[part]));
  if (parts.length === 0) return [];
  return [...names].map((metric) => {
    const measured = tasks
      .map((task, index) => ({ task, index }))
      .filter(({ task }) => task.metrics.some(({ name }) => name === metric));
    const value = (task: string, part: Part) => (row: EpochRow) => row.event.results[part]?.[task]?.[metric];
    const better = measured[0]?.task.metrics.find(({ name }) => name === metric)?.better;
    return {
      id: `metric ${metric}`,
      title: `${metric} ${better === 'higher' ? '↑' : '↓'}`,
      along: passName(state.start),
      series: measured.map(({ task, index }) => ({
        name: task.name,
        colour: index,
        lines: parts.map((part) => ({
          style: part === 'validation' ? 'dashed' : 'solid',
          points: pointsOf(epochs, value(task.name, part)),
        })),
      })),
      columns: parts.map(partName),
      readings: epochs.map((row) => ({
        x: row.x,
        values: measured.map(({ task }) => parts.map((part) => value(task.name, part)(row) ?? null)),
      })),
      marks: state.roundEnds.items,
      notes: driftNotes(
        state,
        measured.map(({ task }) => task.name),
      ),
    } satisfies ChartModel;
  });
}

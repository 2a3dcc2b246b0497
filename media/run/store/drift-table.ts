/** The drifts of a run as a table: where the losses of a task became larger for good, and by how much. */
import type { DataTable } from '../../shared/charts/data-table';
import { t } from '../../shared/translate';
import type { RunState } from '../../shared/runs/run-state';

/** Undefined where there was none. */
export function driftTable({ drifts }: RunState): DataTable | undefined {
  if (drifts.items.length === 0) return undefined;
  return {
    headings: [
      t('task'),
      t('found at row'),
      t('since about row'),
      t('window'),
      t('loss before'),
      t('loss after'),
    ],
    rows: drifts.items.map(({ task, row, since, window, before, after }) => [
      task,
      row,
      since,
      window,
      before,
      after,
    ]),
  };
}

/** Where charts along windows mark those of some tasks, and with which words. */
export function driftNotes(
  { start, drifts }: RunState,
  shown: readonly string[],
): readonly { readonly x: number; readonly words: string }[] {
  const window = start?.window;
  if (window === undefined) return [];
  return drifts.items
    .filter(({ task }) => shown.includes(task))
    .map(({ task, row }) => ({
      x: row / window,
      words: shown.length > 1 ? t('drift of {task}', { task }) : t('drift'),
    }));
}

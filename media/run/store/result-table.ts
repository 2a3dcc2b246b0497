/** The results of every task by part: the latest epoch's while the run goes on, the final ones at its end. */
import { parts, type Part, type PartResults } from '../../../contract/run-log';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import type { Cell, DataTable } from '../../shared/charts/data-table';
import type { RunState } from '../../shared/runs/run-state';

export interface ResultTable {
  /** Undefined where the results are final. */
  readonly afterEpoch: number | undefined;
  /** Whether it is a window of a stream. */
  readonly isStreamed: boolean;
  readonly parts: readonly Part[];
  readonly tasks: readonly TaskRows[];
}

export interface TaskRows {
  readonly name: string;
  readonly target: string;
  readonly loss: string;
  /** Labelled rows of each part; null of a stream, whose rows nobody has counted. */
  readonly labelled: readonly (number | null)[];
  readonly metrics: readonly {
    readonly name: string;
    readonly better: 'higher' | 'lower';
    /** By part, in the order of `parts`. */
    readonly values: readonly (number | null)[];
  }[];
}

/** Undefined before the first results. */
export function resultTable(state: RunState): ResultTable | undefined {
  const { start, end, epoch } = state;
  const final = end && Object.keys(end.results).length > 0 ? end.results : undefined;
  const results: PartResults | undefined = final ?? epoch?.results;
  if (!start || !results) return undefined;
  const shown = parts.filter((part) => results[part]);
  return {
    afterEpoch: final ? undefined : epoch?.epoch,
    isStreamed: start.window !== undefined,
    parts: shown,
    tasks: start.tasks.map(({ name, target, loss, labelled, metrics }) => ({
      name,
      target,
      loss,
      labelled: shown.map((part) => (start.window === undefined ? labelled[part] : null)),
      metrics: [{ name: 'loss', better: 'lower' as const }, ...metrics].map((metric) => ({
        ...metric,
        values: shown.map((part) => results[part]?.[name]?.[metric.name] ?? null),
      })),
    })),
  };
}

/** As one flat table, for export. */
export function resultData({ parts, tasks }: ResultTable): DataTable {
  return {
    headings: [t('task'), t('metric'), ...parts.map(partName)],
    rows: tasks.flatMap(({ name, metrics }) =>
      metrics.map((metric): readonly Cell[] => [name, metric.name, ...metric.values]),
    ),
  };
}

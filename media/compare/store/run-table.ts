/** The runs of a comparison as a table: how each stands, and what it came to in every task. */
import { describeDeviceUse } from '../../../contract/device-use';
import { partsToCompare, type Part, type PartResults } from '../../../contract/run-log';
import type { DataTable } from '../../shared/charts/data-table';
import { formatNumber } from '../../shared/format';
import { partName } from '../../shared/part-name';
import { secondsUntil } from '../../shared/runs/run-state';
import { stateName } from '../../shared/runs/state-name';
import { t } from '../../shared/translate';
import { isBetter, type Measure } from './best-values';
import type { RunCurves } from './compared-runs';
import { measuresOf } from './quantities';

export interface RunTable {
  readonly measures: readonly TableMeasure[];
  readonly runs: readonly RunRow[];
}

export interface TableMeasure extends Measure {
  /** The rows that it was measured on. */
  readonly part: Part;
}

export interface RunRow {
  readonly curves: RunCurves;
  /** Whole epochs that are done. */
  readonly epochs: number;
  /** Undefined before the trainer's first word. */
  readonly seconds: number | undefined;
  readonly device: string | undefined;
  readonly seed: number | undefined;
  /** By measure. */
  readonly values: readonly TableValue[];
}

export interface TableValue {
  /** Of the end, or of the last epoch. */
  readonly last: number | null;
  /** No run came to a better one, and some to another. */
  readonly isBest: boolean;
  /** The best of all epochs, where it was measured after each. */
  readonly peak: { readonly value: number; readonly epoch: number } | undefined;
}

/** `now` is in milliseconds since 1970: a run at work takes longer and longer. */
export function runTable(runs: readonly RunCurves[], now: number): RunTable {
  const measures = tableMeasures(runs);
  const lasts = runs.map((run) =>
    measures.map(({ task, name, part }) => resultsOf(run)?.[part]?.[task]?.[name] ?? null),
  );
  const best = measures.map(({ better }, column) => {
    const known = lasts.map((values) => values[column]!).filter((value) => value !== null);
    const top = known.reduce((one, other) => (isBetter(better, other, one) ? other : one), known[0] ?? 0);
    return known.some((value) => value !== top) ? top : undefined;
  });
  return {
    measures,
    runs: runs.map((curves, row) => ({
      curves,
      ...factsOf(curves, now),
      values: measures.map((measure, column): TableValue => {
        const last = lasts[row]![column]!;
        const peak = curves.best.of(measure.part, measure);
        return {
          last,
          isBest: last !== null && last === best[column],
          peak: peak && { value: peak.value, epoch: peak.row.x },
        };
      }),
    })),
  };
}

/** Every metric, and the loss of a task that has none; on the rows by which runs are told apart. */
function tableMeasures(runs: readonly RunCurves[]): readonly TableMeasure[] {
  const all = measuresOf(runs);
  return all
    .filter(
      ({ task, name }) =>
        name !== 'loss' || !all.some((other) => other.task === task && other.name !== 'loss'),
    )
    .flatMap((measure) => {
      const part = partsToCompare.find((each) =>
        runs.some((run) => typeof resultsOf(run)?.[each]?.[measure.task]?.[measure.name] === 'number'),
      );
      return part ? [{ ...measure, part }] : [];
    });
}

/** The final ones, or those of the last epoch. */
function resultsOf({ log: { end, epoch } }: RunCurves): PartResults | undefined {
  return end && Object.keys(end.results).length > 0 ? end.results : epoch?.results;
}

function factsOf({ state, log }: RunCurves, now: number): Omit<RunRow, 'curves' | 'values'> {
  const { start, end, epoch, resume } = log;
  return {
    epochs: end?.epochs ?? epoch?.epoch ?? 0,
    seconds: start && (end?.seconds ?? secondsUntil(log, state === 'running' ? now : log.time)),
    device: start && describeDeviceUse(start, resume).device,
    seed: start?.seed,
  };
}

/** As one flat table, for export. */
export function runData({ measures, runs }: RunTable): DataTable {
  return {
    headings: [
      t('run'),
      t('state'),
      t('epochs'),
      `${t('duration')} (s)`,
      t('device'),
      t('seed'),
      ...measures.flatMap(({ task, name, part }) => {
        const heading = `${task} ${name} (${partName(part)})`;
        return [heading, t('best {value}', { value: heading }), t('epoch')];
      }),
    ],
    rows: runs.map(({ curves, epochs, seconds, device, seed, values }) => [
      curves.name,
      stateName(curves.state),
      epochs,
      seconds ?? null,
      device ?? null,
      seed ?? null,
      ...values.flatMap(({ last, peak }) => [last, peak?.value ?? null, peak?.epoch ?? null]),
    ]),
  };
}

/** `best 0.951 (epoch 8)`; nothing where the last value is the best. */
export function peakWords({ last, peak }: TableValue): string | undefined {
  if (!peak || peak.value === last) return undefined;
  return t('best {value}, epoch {epoch}', { value: formatNumber(peak.value), epoch: peak.epoch });
}

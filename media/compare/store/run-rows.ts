/** What curves of a run are drawn from, with the moments along the axis that was chosen. */
import type { Part } from '../../../contract/run-log';
import type { LossRow, Moment } from '../../shared/runs/loss-row';
import { trainingRow, trainingRows, validationRows } from '../../shared/runs/loss-rows';
import type { EpochRow } from '../../shared/runs/run-state';
import { smoothRows } from '../../shared/runs/smooth-rows';
import type { RunCurves } from './compared-runs';

/** What the horizontal axis of all charts counts. */
export type Along = 'epoch' | 'step' | 'time';
export const alongs: readonly Along[] = ['epoch', 'step', 'time'];

/** The parts that have a curve; test rows are measured once, at the end. */
export const curveParts = ['train', 'validation'] as const satisfies readonly Part[];
export type CurvePart = (typeof curveParts)[number];

export interface RunRows {
  readonly curves: RunCurves;
  readonly epochs: readonly EpochRow[];
  /** Losses by part. `raw` ones are there where training losses are smoothed. */
  readonly losses: Readonly<Record<CurvePart, readonly LossRow[]>>;
  readonly raw: readonly LossRow[] | undefined;
  /** Losses to read off: means over whole epochs where there is one. */
  readonly read: Readonly<Record<CurvePart, readonly LossRow[]>>;
}

export function rowsOf(curves: RunCurves, along: Along, smooth: boolean): RunRows {
  const { log } = curves;
  const place = <T extends Moment>(rows: readonly T[]): readonly T[] =>
    rows.map((row) => ({ ...row, x: momentOf(row, along) }));
  const epochs = log.epochs.items;
  const train = trainingRows(log);
  const validation = place(validationRows(epochs));
  return {
    curves,
    epochs: place(epochs),
    losses: { train: place(smooth ? smoothRows(train, log.roundEnds.items) : train), validation },
    raw: smooth ? place(train) : undefined,
    read: { train: place(epochs.length > 0 ? epochs.map(trainingRow) : train), validation },
  };
}

export function momentOf({ x, step, seconds }: Moment, along: Along): number {
  return { epoch: x, step, time: seconds }[along];
}

/** `sweep.json`: what a designed experiment trains, kept in the folder that holds its runs. */
import { hasFields, isCount, isObject, isText, listOf, nullable, oneOf, optional, recordOf } from './checks';
import type { PlannedRun, SweepDesign, SweepFactor } from './sweep';

export const SWEEP_VERSION = 1;

/** What is in the folder of a sweep, beside its runs and the text that they ran from. */
export const sweepFiles = { sweep: 'sweep.json', experiment: 'experiment.mtl' } as const;

export interface SweepRecord {
  readonly version: typeof SWEEP_VERSION;
  readonly title: string;
  /** Path of the file that it was started from; absent where nobody said. */
  readonly file?: string;
  readonly design: SweepDesign;
  /** In the order in which they are trained. */
  readonly runs: readonly RecordedRun[];
}

export interface RecordedRun extends PlannedRun {
  /** The name of its folder in that of the sweep. */
  readonly folder: string;
}

/** The record, or undefined where `value` is none of this version. Plans are looked at when they are trained. */
export function parseSweepRecord(value: unknown): SweepRecord | undefined {
  if (!isRecord(value)) return undefined;
  const { runs } = value as SweepRecord;
  const isRun = (place: number): boolean => place < runs.length;
  const isSound = runs.every(({ baselines }) => Object.values(baselines).every(isRun));
  return isSound ? (value as SweepRecord) : undefined;
}

const isFactor = hasFields<SweepFactor>({ name: isText, values: listOf(isText) });

export const isSweepDesign = hasFields<SweepDesign>({
  factors: listOf(isFactor),
  seeds: listOf(isText),
  baseline: nullable(oneOf('singleTask')),
});

/** A name that leads nowhere else. */
const isFolderName = (value: unknown): boolean => typeof value === 'string' && /^[\w-]+$/.test(value);

const isRun = hasFields<RecordedRun>({
  folder: isFolderName,
  settings: recordOf(isText),
  alone: nullable(isText),
  plan: isObject,
  baselines: recordOf(isCount),
});

const isRecord = hasFields<SweepRecord>({
  version: oneOf(SWEEP_VERSION),
  title: isText,
  file: optional(isText),
  design: isSweepDesign,
  runs: listOf(isRun),
});

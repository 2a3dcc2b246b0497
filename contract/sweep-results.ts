/** What a designed experiment came to: each combination of values over its seeds, beside its tasks trained alone. */
import type { RunState } from './comparison';
import type { MetricHeading, Part } from './run-log';
import type { Settings, SweepDesign } from './sweep';

/** A measurement over runs that differ in their seeds. */
export interface Spread {
  readonly mean: number;
  /** The standard deviation of a sample; null of a single one. */
  readonly deviation: number | null;
  readonly count: number;
}

/** What is compared: the first metric of a task, on rows that were not learned from where there are any. */
export interface SweepMeasure extends MetricHeading {
  readonly task: string;
  readonly part: Part;
}

/** One run of a combination. */
export interface CombinationRun {
  /** The name of its folder, in that of the sweep. */
  readonly folder: string;
  /** Null where all runs have the seed of the text. */
  readonly seed: string | null;
  /** `waiting` has not begun. */
  readonly state: RunState | 'waiting';
  /** By measure; null where it has none yet. */
  readonly values: readonly (number | null)[];
  /** Beside the tasks alone with its seed, as a share; null without them. */
  readonly gain: number | null;
}

export interface Combination {
  /** Of the factors, without the seed. */
  readonly settings: Settings;
  /** Runs that are completed, and all of them. */
  readonly completed: number;
  readonly runs: number;
  /** By measure; null where no run has it. */
  readonly values: readonly (Spread | null)[];
  /** By measure: of the tasks trained alone that its runs are compared with. Empty without a baseline. */
  readonly alone: readonly (Spread | null)[];
  /**
   * How much better the tasks are together than each alone, as a share: 1/T sum_t 1/M_t sum_m (-1)^(lower is better) (multi - single)/|single| over
   * the metrics of each task, each run beside the ones alone with its seed. Null without a baseline, and where no run has one.
   */
  readonly gain: Spread | null;
  /** Of training, in seconds. */
  readonly seconds: Spread | null;
  /** In the order of the seeds. */
  readonly each: readonly CombinationRun[];
}

export interface SweepResults {
  readonly title: string;
  readonly design: SweepDesign;
  readonly measures: readonly SweepMeasure[];
  /** In the order of the design. */
  readonly combinations: readonly Combination[];
  /** Of all runs, tasks alone included. */
  readonly states: { readonly completed: number; readonly failed: number; readonly total: number };
}

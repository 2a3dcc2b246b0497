/** Runs of one experiment side by side, as the host tells a Compare panel; their curves follow run by run. */
import type { Problem } from './problem';
import type { EndEvent } from './run-log';

/** `lost` has neither an end nor a process: its trainer and whoever started it were ended from outside. */
export type RunState = 'running' | 'lost' | EndEvent['status'];

export interface Comparison {
  /** Name of the experiment's file. */
  readonly file: string;
  /** These runs were selected; otherwise they are all of the experiment. */
  readonly selected: boolean;
  /** Newest first. */
  readonly runs: readonly ComparedRun[];
  /** Older runs that the panel has no room for. */
  readonly older: number;
  /** Those in which not all runs agree. */
  readonly settings: readonly ComparedSetting[];
}

export interface ComparedRun {
  /** Absolute path of its folder, which tells runs apart. */
  readonly run: string;
  /** What it is called in tables and legends, different for each of the runs. */
  readonly name: string;
  /** `preparing` has a trainer that has not said a word yet. */
  readonly state: RunState | 'preparing';
  /** Why nothing of it can be shown, or what of its log is left out. */
  readonly problems: readonly Problem[];
}

/** A setting of plans, such as `train.batch`. */
export interface ComparedSetting {
  readonly name: string;
  /** By run; null where a run has no such setting. */
  readonly values: readonly (string | null)[];
}

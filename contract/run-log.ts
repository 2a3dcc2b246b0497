/**
 * The run log: append-only JSON lines, the only truth about a run. Panels, lists, tables and reports are rebuilt
 * from it. Every event carries a `sequence` (from 0, without gaps) and a `time` (milliseconds since 1970).
 */
import type { Problem } from './problem';

export const RUN_LOG_VERSION = 1;

export type Part = 'train' | 'validation' | 'test';
export const parts: readonly Part[] = ['train', 'validation', 'test'];

/**
 * By which part runs are told apart, the first that there is. They are compared while their experiment still changes, so by
 * validation rows: whoever picks the best of many by its test rows has no rows left to test it on.
 */
export const partsToCompare: readonly Part[] = ['validation', 'test', 'train'];

/** `loss` and every metric of a task over one part of its data; null where the part has no labelled row. */
export type TaskResult = { readonly loss: number | null } & { readonly [metric: string]: number | null };

/** By task name. */
export type Results = { readonly [task: string]: TaskResult };

/** By part; a part without rows is left out. */
export type PartResults = { readonly [part in Part]?: Results };

export interface MetricHeading {
  readonly name: string;
  readonly better: 'higher' | 'lower';
}

/** All rows in memory, or a few blocks at a time read from disk. */
export type RowsIn = 'memory' | 'disk';

/** How a device did when it was measured: milliseconds, or why it cannot train. */
export interface DeviceTrial {
  readonly device: string;
  /** Until the first step can begin, where that was measured. */
  readonly start?: number;
  /** Of a step, at most. */
  readonly step?: number;
  readonly problem?: Problem;
}

/** Why a run trains where it does. */
export interface DeviceChoice {
  /**
   * The experiment names the device, or leaves it open (`device: auto`) and it was measured: in this run, or in an earlier one of the
   * same program on the same machine. Or it is what the run fell back to, before its first checkpoint.
   */
  readonly from: 'experiment' | 'measurement' | 'memory' | 'fallback';
  /** What was measured: the processor first, and alone where the run is too short to look for more. */
  readonly tried: readonly DeviceTrial[];
}

export interface StartEvent {
  readonly kind: 'start';
  readonly version: typeof RUN_LOG_VERSION;
  readonly run: string;
  readonly title: string;
  readonly pid: number;
  readonly engine: string;
  readonly device: string;
  /** Absent in logs of older versions where the experiment names the device, and where the run never began. */
  readonly choice?: DeviceChoice;
  readonly threads: number;
  readonly seed: number;
  readonly parameters: number;
  /** How many of them learn; absent where all do. */
  readonly learning?: number;
  /**
   * Rows of a window, where rows come as a stream: what is told of an epoch is told of a window then. Absent where they are gone through epoch
   * after epoch.
   */
  readonly window?: number;
  /** How many there will be; 0 where that is not known, because the stream has no end. */
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly rows: { readonly [part in Part]: number };
  /** Those of each data set, where there are several. */
  readonly data?: readonly { readonly name: string; readonly rows: StartEvent['rows'] }[];
  /** Where the rows lie while they are trained on; absent in logs of older versions, and where they could not be loaded. */
  readonly rowsIn?: RowsIn;
  readonly tasks: readonly {
    readonly name: string;
    readonly target: string;
    readonly loss: string;
    readonly metrics: readonly MetricHeading[];
    /** Labelled rows of each part. */
    readonly labelled: { readonly [part in Part]: number };
    /** Class names in the order of their indices, for a target that has classes. */
    readonly classes?: readonly string[];
  }[];
  readonly weighting: string;
  /** How many there are in federated training; absent without it. */
  readonly participants?: number;
  /** Networks that teach each other, in order; empty without. */
  readonly networks: readonly string[];
}

/**
 * Cosine between the gradients of two tasks over the parameters that several tasks reach, a mean over the steps in which both had one;
 * null where no step had. Below zero they ask for opposite changes.
 */
export interface GradientCosine {
  readonly tasks: readonly [string, string];
  readonly cosine: number | null;
}

/** Losses since the last progress event, means over its labelled rows. `total` is the sum of weight times loss. */
export interface ProgressEvent {
  readonly kind: 'progress';
  /** The epoch at work, from 1; epochs and steps are counted through the run, over all rounds. */
  readonly epoch: number;
  readonly step: number;
  /** Of the whole run; 0 where nobody knows, and then `secondsLeft` is 0 too. */
  readonly steps: number;
  readonly losses: { readonly [task: string]: number | null };
  readonly weights: { readonly [task: string]: number };
  readonly total: number;
  readonly rate: number;
  readonly rowsPerSecond: number;
  readonly secondsLeft: number;
  /** As in the event of an epoch; absent also where there are too many pairs to tell of them so often. */
  readonly cosines?: readonly GradientCosine[];
}

/** The end of an epoch: means over the whole epoch, measured on the rows as they were trained on, and validation. */
export interface EpochEvent {
  readonly kind: 'epoch';
  readonly epoch: number;
  readonly epochs: number;
  /** Co-training round that the epoch belongs to; absent without `cotrain`. */
  readonly round?: number;
  /** Of a window of a stream: rows of the stream until its end, and how many more could not be read. */
  readonly window?: { readonly rows: number; readonly skipped: number };
  /** Of a window those of its rows before they were trained on, as `test`. */
  readonly results: PartResults;
  readonly weights: { readonly [task: string]: number };
  readonly total: number;
  /** Of each pair of tasks, where the weighting combines their gradients; absent in logs of older versions. */
  readonly cosines?: readonly GradientCosine[];
}

/** The losses of a task have become larger for good: what it learns from has changed. */
export interface DriftEvent {
  readonly kind: 'drift';
  readonly task: string;
  /** Number of the row of the stream where it was found, from 1, and of the row where the larger losses begin. */
  readonly row: number;
  readonly since: number;
  /** The window at work, from 1. */
  readonly window: number;
  /** Mean loss before and after. */
  readonly before: number;
  readonly after: number;
}

/** The end of a co-training round. Round 0 has learned from the labelled rows alone. */
export interface RoundEvent {
  readonly kind: 'round';
  readonly round: number;
  readonly rounds: number;
  readonly task: string;
  /** Unlabelled rows before the round's labels were passed on. */
  readonly pool: number;
  /** Labels passed on in this round, and in all rounds so far. */
  readonly accepted: number;
  readonly acceptedInAll: number;
  /**
   * Share of right labels among those that the same rule would pass on where the truth is known (labelled rows that
   * no network trains on); null where there is none.
   */
  readonly precision: number | null;
  /** How many labels `precision` was measured on. */
  readonly precisionRows: number;
  /** Root mean squared difference of the networks' predictions from their average, over the pool. */
  readonly disagreement: number;
  /** Metrics of each network alone and of the average (`all`), by part. */
  readonly networks: { readonly [network: string]: PartResults };
  /** Weights of shared features h = sum_k w_k h_k, where features are shared. */
  readonly shares?: { readonly [network: string]: number };
}

/** The end of a round of federated training, behind the event of its last epoch. */
export interface FederatedEvent {
  readonly kind: 'federated';
  /** From 1. */
  readonly round: number;
  readonly rounds: number;
  /** Those that have rows to learn from, and how many of them took part in this round. */
  readonly participants: number;
  readonly chosen: number;
  /** Mean length of the changes that they made: the root of the sum of squares. Null where nobody took part. */
  readonly length: number | null;
  /** How the model does on the rows of each participant by itself; absent where there are too many of them. */
  readonly each?: {
    readonly part: Part;
    /** By task and metric. */
    readonly results: { readonly [task: string]: { readonly [metric: string]: ForEach } };
  };
  /** With `privacy`. */
  readonly privacy?: {
    /** Spent in all rounds so far, for this delta; null where nothing is protected. */
    readonly epsilon: number | null;
    readonly delta: number;
    /** Changes of this round that were longer than allowed. */
    readonly shortened: number;
  };
}

/** A metric over participants, whatever their size. */
export interface ForEach {
  readonly mean: number;
  readonly worst: { readonly participant: string; readonly value: number };
}

export interface CheckpointEvent {
  readonly kind: 'checkpoint';
  readonly file: string;
  readonly step: number;
}

/**
 * A run that was over or killed goes on from its last checkpoint, in another process. What the log held of later steps is cut off,
 * because they are taken again, with the same numbers.
 */
export interface ResumeEvent {
  readonly kind: 'resume';
  readonly pid: number;
  /** Absent in logs of older versions. */
  readonly device?: string;
  /** Whole epochs and steps that were done by then. */
  readonly epoch: number;
  readonly step: number;
  /** How long the run had taken until the checkpoint, without the time in which nobody worked on it. */
  readonly seconds: number;
}

/** Something that a person should know; the run goes on. */
export interface NoticeEvent {
  readonly kind: 'notice';
  readonly problem: Problem;
}

export interface EndEvent {
  readonly kind: 'end';
  readonly status: 'completed' | 'stopped' | 'failed';
  readonly results: PartResults;
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
  /** Why the run failed. */
  readonly problem?: Problem;
}

export type RunEventBody =
  | StartEvent
  | ProgressEvent
  | EpochEvent
  | DriftEvent
  | RoundEvent
  | FederatedEvent
  | CheckpointEvent
  | ResumeEvent
  | NoticeEvent
  | EndEvent;

export type RunEvent = RunEventBody & { readonly sequence: number; readonly time: number };

/** What a parent process may ask of a trainer. */
export type ControlMessage = { readonly kind: 'stop' } | { readonly kind: 'checkpoint' };

/** What a trainer says beside the events of its log: to which device it turns, whose driver may end it before another word. */
export interface DeviceMessage {
  readonly kind: 'device';
  readonly device: string;
}

/** What is in a run folder. */
export const runFiles = {
  experiment: 'experiment.mtl',
  plan: 'plan.json',
  log: 'run.jsonl',
  model: 'model.onnx',
  /** What ids of words and categories stand for; there where an input has some. */
  vocabularies: 'vocabularies.json',
  /** By which numbers columns are scaled; there where an input has some. */
  scalings: 'scalings.json',
  checkpoint: 'checkpoint.safetensors',
  report: 'report.html',
  output: 'trainer.log',
  /** The number of the process that trains, as long as it does. */
  pid: 'trainer.pid',
  /** A folder that is there only while a run trains, for rows that do not fit in memory. */
  scratch: 'scratch',
} as const;

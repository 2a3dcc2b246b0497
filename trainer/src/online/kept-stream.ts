/** Where a run is in its stream, as data for a checkpoint: enough to go on from any step. */
import type { KeptMeans } from '../loop/step-means';
import type { KeptTally } from '../loop/tally';

export interface KeptStream {
  /** Whether the stream was learned from to its end. */
  readonly isOver: boolean;
  /** Rows with a label that were tested and trained on. */
  readonly taken: number;
  /** Steps of the window that is running, and rows of it. */
  readonly stepsOfWindow: number;
  readonly rowsOfWindow: number;
  readonly means: KeptMeans;
  /** Of the rows of the window, and of all rows, before they were trained on. */
  readonly tests: KeptTally;
  readonly all: KeptTally;
  /** Mean losses of the windows so far, window after window, and what a schedule has seen of them. */
  readonly history: Float64Array;
  readonly watched: Float64Array;
  /** By task, as JSON: numbers of all digits, and nothing else. */
  readonly detectors: string;
}

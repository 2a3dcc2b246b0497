/** What is known of a run that a block may start from. Read by whoever reads files, asked for by the language. */

/** A run folder as it is written, relative to `directory`. */
export interface RunRequest {
  readonly directory: string;
  readonly run: string;
}

export interface TrainedRun {
  readonly title: string;
  /** When its folder was made, in milliseconds since 1970. */
  readonly started: number;
  /** In the order of its plan. */
  readonly blocks: readonly TrainedBlock[];
}

export interface TrainedBlock {
  readonly name: string;
  /** How tasks share it, as written: `mmoe(experts: 4)`. */
  readonly sharing: string;
  /** Its layers as written, defaults left out: `dense(128, relu)`. */
  readonly layers: readonly string[];
  /** Parameters and what layers have gathered, by their names within the block. */
  readonly states: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

export type RunAnswer =
  | { readonly state: 'known'; readonly run: TrainedRun }
  /** The folder is no run's; `near` are folders beside it that are, the likeliest first, written as it is. */
  | { readonly state: 'missing'; readonly near: readonly string[] }
  /** The run has no model: it has not come to its end yet, or failed. */
  | { readonly state: 'untrained' }
  /** Being read; the asker is told when it is there. */
  | { readonly state: 'pending' }
  /** Nobody reads it, now or later. */
  | { readonly state: 'unread' };

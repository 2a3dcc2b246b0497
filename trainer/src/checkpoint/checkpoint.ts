/** What a checkpoint holds: everything that a run needs to go on as if nothing had happened. */
import type { NamedValues } from '../executors/executor';
import type { KeptRounds } from '../cotrain/pair';
import type { KeptFederation } from '../federated/kept-federation';
import type { KeptPhase } from '../loop/phase';
import type { KeptStream } from '../online/kept-stream';
import type { LogPlace } from '../run-log';
import type { Machine, Origin } from './origin';

export interface Checkpoint extends Kept {
  readonly moment: Moment;
  /** Of the program that trains. */
  readonly states: NamedValues;
}

/** Where a run was when its states were kept. */
export interface Moment {
  readonly step: number;
  readonly epoch: number;
  readonly seed: number;
}

/** What is kept beside the states. */
export interface Kept {
  readonly origin: Origin & Machine;
  /** The end of the log at that moment. */
  readonly log: LogPlace;
  readonly place: Place | null;
  /** Where a run is that learns from a stream; absent in others. */
  readonly stream?: KeptStream;
}

/** Where the loop over epochs is; a run whose learning is over has none. */
export interface Place {
  readonly phase: KeptPhase;
  /** Null without `cotrain`. */
  readonly rounds: KeptRounds | null;
  /** Null without `federated`. */
  readonly federation: KeptFederation | null;
}

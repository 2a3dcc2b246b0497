/** Cuts the epochs of a phase into groups of steps, each of which is one call to the engine. */

/** Steps of one epoch within a group. */
export interface Segment {
  /** From 1, since the run began. */
  readonly epoch: number;
  readonly steps: number;
  /** Rows that are fed, without what fills up the last batch. */
  readonly rows: number;
  /** Number of the first of these steps in its epoch, from 0. */
  readonly from: number;
  readonly endsEpoch: boolean;
}

export interface StepGroup {
  readonly segments: readonly Segment[];
  readonly steps: number;
}

export interface Epochs {
  /** How many rows an epoch learns from. */
  readonly rows: number;
  readonly batch: number;
  /** Numbers of the first epoch and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Whether a group may go on into the next epoch: nothing has to happen between the two then. */
  readonly spans: boolean;
  /** Steps of the first epoch that were taken before, in a run that goes on. */
  readonly taken?: number;
}

export class StepGroups {
  readonly #epochs: Epochs;
  readonly #stepsPerEpoch: number;
  #epoch: number;
  /** Steps of the epoch that were handed out. */
  #taken: number;

  constructor(epochs: Epochs) {
    this.#epochs = epochs;
    this.#stepsPerEpoch = Math.ceil(epochs.rows / epochs.batch);
    this.#epoch = epochs.first;
    this.#taken = epochs.taken ?? 0;
  }

  /** The next steps, at most `most`; undefined when all epochs are done. */
  next(most: number): StepGroup | undefined {
    const { end, spans } = this.#epochs;
    if (this.#epoch >= end) return undefined;
    const segments: Segment[] = [];
    let steps = 0;
    while (steps < most && this.#epoch < end) {
      const segment = this.#take(most - steps);
      segments.push(segment);
      steps += segment.steps;
      if (!segment.endsEpoch) break;
      this.#epoch += 1;
      this.#taken = 0;
      if (!spans) break;
    }
    return { segments, steps };
  }

  #take(most: number): Segment {
    const { rows, batch } = this.#epochs;
    const from = this.#taken;
    const steps = Math.min(most, this.#stepsPerEpoch - from);
    this.#taken += steps;
    return {
      epoch: this.#epoch,
      steps,
      rows: Math.min(this.#taken * batch, rows) - from * batch,
      from,
      endsEpoch: this.#taken === this.#stepsPerEpoch,
    };
  }
}

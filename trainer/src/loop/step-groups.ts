/** Cuts the epochs of a phase into groups of steps, each of which is one call to the engine. */
import { shuffleRows } from './shuffle';

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
  /** Row of each place in the batches; `padding` where the last batch of an epoch is filled up. */
  readonly rows: Int32Array;
}

/** Stands for no row. */
export const padding = -1;

export interface Epochs {
  /** Rows to learn from. */
  readonly rows: Int32Array;
  readonly batch: number;
  readonly seed: number;
  /** Numbers of the first epoch and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Whether a group may go on into the next epoch: nothing has to happen between the two then. */
  readonly spans: boolean;
}

export class StepGroups {
  readonly #epochs: Epochs;
  readonly #stepsPerEpoch: number;
  #epoch: number;
  /** Steps of the epoch that were handed out. */
  #taken = 0;
  #order: Int32Array;

  constructor(epochs: Epochs) {
    this.#epochs = epochs;
    this.#stepsPerEpoch = Math.ceil(epochs.rows.length / epochs.batch);
    this.#epoch = epochs.first;
    this.#order = this.#shuffle();
  }

  /** The next steps, at most `most`; undefined when all epochs are done. */
  next(most: number): StepGroup | undefined {
    const { end, batch, spans } = this.#epochs;
    if (this.#epoch >= end) return undefined;
    const segments: Segment[] = [];
    const batches: Int32Array[] = [];
    let steps = 0;
    while (steps < most && this.#epoch < end) {
      const segment = this.#take(most - steps);
      const from = segment.from * batch;
      batches.push(filled(this.#order.subarray(from, from + segment.rows), segment.steps * batch));
      segments.push(segment);
      steps += segment.steps;
      if (!segment.endsEpoch) break;
      this.#epoch += 1;
      this.#taken = 0;
      this.#order = this.#shuffle();
      if (!spans) break;
    }
    return { segments, steps, rows: joined(batches) };
  }

  #take(most: number): Segment {
    const { rows, batch } = this.#epochs;
    const from = this.#taken;
    const steps = Math.min(most, this.#stepsPerEpoch - from);
    this.#taken += steps;
    return {
      epoch: this.#epoch,
      steps,
      rows: Math.min(this.#taken * batch, rows.length) - from * batch,
      from,
      endsEpoch: this.#taken === this.#stepsPerEpoch,
    };
  }

  #shuffle(): Int32Array {
    return shuffleRows(this.#epochs.rows, this.#epochs.seed, this.#epoch);
  }
}

/** Rows with padding up to `length`. */
export function filled(rows: Int32Array, length: number): Int32Array {
  if (rows.length === length) return rows;
  const whole = new Int32Array(length).fill(padding);
  whole.set(rows);
  return whole;
}

function joined(parts: readonly Int32Array[]): Int32Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

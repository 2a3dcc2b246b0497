/** Federated training as data, in a checkpoint: the model of the round, and what has been gathered in it so far. */
import type { NamedValues } from '../executors/executor';
import type { KeptMeans } from '../loop/step-means';

export interface KeptFederation {
  /** From 1. */
  readonly round: number;
  /** Place of the participant at work among those that were chosen. */
  readonly visit: number;
  /** What the round began with. */
  readonly model: NamedValues;
  /** Beside each number of the model, by state: slot after slot. */
  readonly slots: Readonly<Record<string, Float64Array>>;
  readonly gathered: KeptGathering;
  readonly means: KeptMeans;
  /** What a schedule that watches the loss has seen of the rounds before. */
  readonly watched: Float64Array;
}

export interface KeptGathering {
  /** By state: the sums of weighted changes. */
  readonly sums: Readonly<Record<string, Float64Array>>;
  /** By state: the sum of the weights, one for all of its numbers or one for each. */
  readonly weights: Readonly<Record<string, Float64Array>>;
  /** Changes so far, the sum of their lengths, and how many were shortened. */
  readonly counts: Float64Array;
}

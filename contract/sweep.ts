/**
 * A designed experiment: an experiment trained once for each combination of the values of its factors, each of them with every seed, and
 * what the combinations are compared with.
 */
import type { Plan } from './plan';

/** What is varied: a constant of the text or a property of `train`, and its values as they would be written. */
export interface SweepFactor {
  readonly name: string;
  readonly values: readonly string[];
}

export interface SweepDesign {
  readonly factors: readonly SweepFactor[];
  /** Values of `train`'s seed, with which every combination is repeated; empty where the seed of the text counts. */
  readonly seeds: readonly string[];
  /** `singleTask` trains each task alone beside, so that the gain of sharing is known; null compares combinations with each other. */
  readonly baseline: 'singleTask' | null;
}

/** Values of the text that a run replaces, by name, as they would be written. */
export type Settings = Readonly<Record<string, string>>;

/** Every choice of one value for each factor, the last factor changing fastest; a single empty one without factors. */
export const combinationsOf = ({ factors }: Pick<SweepDesign, 'factors'>): readonly Settings[] =>
  factors.reduce<readonly Settings[]>(
    (all, { name, values }) =>
      all.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value }))),
    [{}],
  );

/** How many runs a design has, baselines apart. */
export const runsOf = ({ factors, seeds }: SweepDesign): number =>
  factors.reduce((product, { values }) => product * values.length, Math.max(seeds.length, 1));

/** `width: 64, weighting: pcgrad`. */
export const writtenSettings = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

export interface PlannedRun {
  /** Those of its combination and its seed; of a task alone, the first of those that it is compared with. */
  readonly settings: Settings;
  /** The task that is trained alone; null for a run of the whole experiment. */
  readonly alone: string | null;
  readonly plan: Plan;
  /** Of each task, the place among the runs of the one that trains it alone; empty without a baseline. */
  readonly baselines: Readonly<Record<string, number>>;
}

export interface PlannedSweep {
  /** The text that all of them are made from. */
  readonly text: string;
  readonly design: SweepDesign;
  /** In the order in which they are trained. */
  readonly runs: readonly PlannedRun[];
}

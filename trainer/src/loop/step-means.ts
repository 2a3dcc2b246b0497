/** Means over some steps of training: losses, weights, the total that is shown, and cosines between gradients. */
import type { EpochEvent, GradientCosine, Results } from '../../../contract/run-log';
import type { NamedValues } from '../executors/executor';
import type { ReadingLayout } from '../program/readings';
import { weightsOutput } from '../program/training-program';
import { CosineMeans, type KeptCosines } from './cosine-means';
import { addUp, Tally, type KeptTally } from './tally';

export interface ShownLosses {
  readonly losses: { readonly [task: string]: number | null };
  readonly weights: { readonly [task: string]: number };
  /** The sum of the shown weights times the shown losses, to the last digit. */
  readonly total: number;
}

/** The sums behind the means, for a checkpoint. */
export interface KeptMeans {
  readonly steps: number;
  readonly weights: Float64Array;
  readonly tally: KeptTally;
  /** Null where the weighting combines no gradients. */
  readonly cosines: KeptCosines | null;
}

export class StepMeans {
  readonly #tasks: readonly string[];
  readonly #tally: Tally;
  readonly #weights: Float64Array;
  /** From the first step on that tells any. */
  #cosines: CosineMeans | undefined;
  #steps = 0;

  /** `layout` has one subject for each task. */
  constructor(layout: ReadingLayout) {
    this.#tasks = layout.subjects.map(({ task }) => task);
    this.#tally = new Tally(layout);
    this.#weights = new Float64Array(this.#tasks.length);
  }

  get steps(): number {
    return this.#steps;
  }

  add(outputs: NamedValues, steps: number): void {
    this.#tally.add(outputs);
    addUp(this.#weights, outputs[weightsOutput] as Float32Array);
    if (CosineMeans.areIn(outputs)) (this.#cosines ??= new CosineMeans(this.#tasks)).add(outputs);
    this.#steps += steps;
  }

  results(): Results {
    return this.#tally.results();
  }

  /** By task, NaN where no row had a label. */
  losses(): readonly number[] {
    return this.#tally.losses().map((loss) => loss ?? Number.NaN);
  }

  shown(): ShownLosses {
    const losses = this.#tally.losses();
    // Of no steps, as in a round in which nobody takes part, nothing is shown.
    const weights = [...this.#weights].map((sum) => sum / Math.max(1, this.#steps));
    const total = weights.reduce((sum, weight, index) => sum + weight * (losses[index] ?? 0), 0);
    return { losses: this.#byTask(losses), weights: this.#byTask(weights), total };
  }

  /** What the event of an epoch says of its steps beside the results. */
  told(): Pick<EpochEvent, 'weights' | 'total' | 'cosines'> {
    const { weights, total } = this.shown();
    const cosines = this.cosines();
    return { weights, total, ...(cosines ? { cosines } : {}) };
  }

  /** Of each pair of tasks; undefined where the weighting combines no gradients. */
  cosines(): readonly GradientCosine[] | undefined {
    return this.#cosines?.shown();
  }

  keep(): KeptMeans {
    return {
      steps: this.#steps,
      weights: this.#weights.slice(),
      tally: this.#tally.keep(),
      cosines: this.#cosines?.keep() ?? null,
    };
  }

  restore({ steps, weights, tally, cosines }: KeptMeans): void {
    this.#steps = steps;
    this.#weights.set(weights);
    this.#tally.restore(tally);
    if (cosines) (this.#cosines ??= new CosineMeans(this.#tasks)).restore(cosines);
  }

  /** Adds the steps of another one. */
  join({ steps, weights, tally, cosines }: KeptMeans): void {
    this.#steps += steps;
    addUp(this.#weights, weights);
    this.#tally.join(tally);
    if (cosines) (this.#cosines ??= new CosineMeans(this.#tasks)).join(cosines);
  }

  #byTask<T>(values: readonly T[]): Record<string, T> {
    return Object.fromEntries(this.#tasks.map((task, index) => [task, values[index]!]));
  }
}

/** The outputs of `steps` steps from `from` on, out of those of `all` steps. */
export function stepsOf(outputs: NamedValues, from: number, steps: number, all: number): NamedValues {
  if (steps === all) return outputs;
  const cut = Object.entries(outputs).map(([name, values]) => {
    const width = values.length / all;
    return [name, values.subarray(from * width, (from + steps) * width)] as const;
  });
  return Object.fromEntries(cut);
}

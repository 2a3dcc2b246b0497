/** Means over some steps of training: losses, weights, and the total that is shown. */
import type { Results } from '../../../contract/run-log';
import type { NamedValues } from '../executors/executor';
import type { ReadingLayout } from '../program/readings';
import { weightsOutput } from '../program/training-program';
import { Tally, type KeptTally } from './tally';

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
}

export class StepMeans {
  readonly #tasks: readonly string[];
  readonly #tally: Tally;
  readonly #weights: Float64Array;
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
    const weights = outputs[weightsOutput] as Float32Array;
    for (let i = 0; i < weights.length; i++) this.#weights[i % this.#weights.length]! += weights[i]!;
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
    const weights = [...this.#weights].map((sum) => sum / this.#steps);
    const total = weights.reduce((sum, weight, index) => sum + weight * (losses[index] ?? 0), 0);
    return { losses: this.#byTask(losses), weights: this.#byTask(weights), total };
  }

  keep(): KeptMeans {
    return { steps: this.#steps, weights: this.#weights.slice(), tally: this.#tally.keep() };
  }

  restore({ steps, weights, tally }: KeptMeans): void {
    this.#steps = steps;
    this.#weights.set(weights);
    this.#tally.restore(tally);
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

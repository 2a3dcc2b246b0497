/** Mean cosines between the gradients of tasks, each over the steps in which both tasks of a pair had one. */
import type { GradientCosine } from '../../../contract/run-log';
import type { NamedValues } from '../executors/executor';
import { cosinesKnownOutput, cosinesOutput, pairsOf } from '../program/cosines';
import { addUp } from './tally';

/** The sums behind the means, for a checkpoint. */
export interface KeptCosines {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

export class CosineMeans {
  readonly #pairs: readonly (readonly [string, string])[];
  /** By pair: sums of cosines, and steps that had one. */
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;

  constructor(tasks: readonly string[]) {
    this.#pairs = pairsOf(tasks);
    this.#sums = new Float64Array(this.#pairs.length);
    this.#counts = new Float64Array(this.#pairs.length);
  }

  /** Whether the outputs of a program tell any. */
  static areIn = (outputs: NamedValues): boolean => outputs[cosinesOutput] !== undefined;

  /** `outputs` holds those of one or more steps. */
  add(outputs: NamedValues): void {
    addUp(this.#sums, outputs[cosinesOutput] as Float32Array);
    addUp(this.#counts, outputs[cosinesKnownOutput] as Float32Array);
  }

  shown(): readonly GradientCosine[] {
    return this.#pairs.map((tasks, pair) => {
      const mean = this.#sums[pair]! / this.#counts[pair]!;
      // Gradients that overflow leave no number, and a pair that never met none either.
      return { tasks, cosine: Number.isFinite(mean) ? mean : null };
    });
  }

  keep(): KeptCosines {
    return { sums: this.#sums.slice(), counts: this.#counts.slice() };
  }

  restore({ sums, counts }: KeptCosines): void {
    this.#sums.set(sums);
    this.#counts.set(counts);
  }

  /** Adds the sums of others. */
  join({ sums, counts }: KeptCosines): void {
    addUp(this.#sums, sums);
    addUp(this.#counts, counts);
  }
}

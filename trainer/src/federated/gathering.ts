/** Puts the changes of a round together: their weighted mean, or with privacy the sum of shortened ones with noise. */
import type { PrivacyDeclaration } from '../../../catalog/declaration';
import { normal, randomNumbers } from '../../../catalog/model/random-numbers';
import type { Call } from '../../../contract/plan';
import type { NamedValues } from '../executors/executor';
import type { Travelling } from '../program/training-program';
import type { KeptGathering } from './kept-federation';

/** How changes are protected: the declaration, its arguments, and how many participants are expected in a round. */
export interface Protection {
  readonly declared: PrivacyDeclaration;
  readonly args: Call['args'];
  readonly expected: number;
}

/** What a round has come to, beside the changes. */
export interface Gathered {
  /** The mean length of the changes as participants made them; null where nobody took part. */
  readonly length: number | null;
  /** How many of them were shortened. */
  readonly shortened: number;
}

export class Gathering {
  readonly #travelling: readonly Travelling[];
  readonly #tasks: readonly string[];
  readonly #protection: Protection | undefined;
  readonly #sums: Record<string, Float64Array> = {};
  readonly #weights: Record<string, Float64Array> = {};
  #count = 0;
  #lengths = 0;
  #shortened = 0;

  /** `model` is what the round begins with. */
  constructor(
    travelling: readonly Travelling[],
    tasks: readonly string[],
    model: NamedValues,
    protection?: Protection,
  ) {
    this.#travelling = travelling;
    this.#tasks = tasks;
    this.#protection = protection;
    for (const { name, isByTask } of travelling) {
      this.#sums[name] = new Float64Array(model[name]!.length);
      this.#weights[name] = new Float64Array(isByTask ? tasks.length : 1);
    }
  }

  /** What a participant made of the model; `rowsOf` counts its rows with a label of any of some tasks. */
  add(model: NamedValues, made: NamedValues, rowsOf: (tasks: readonly string[]) => number): void {
    const length = this.#lengthOf(model, made);
    const factor = this.#protection?.declared.shorten(this.#protection.args as never, length) ?? 1;
    this.#count += 1;
    this.#lengths += length;
    if (factor < 1) this.#shortened += 1;
    for (const { name, tasks, isByTask } of this.#travelling) {
      const weights = this.#protection
        ? [1]
        : isByTask
          ? this.#tasks.map((task) => rowsOf([task]))
          : [rowsOf(tasks)];
      const [before, after, sum] = [model[name]!, made[name]!, this.#sums[name]!];
      for (let i = 0; i < sum.length; i++) {
        sum[i]! += weights[i % weights.length]! * factor * (Number(after[i]) - Number(before[i]));
      }
      const total = this.#weights[name]!;
      for (let i = 0; i < total.length; i++) total[i]! += weights[i % weights.length]!;
    }
  }

  /** The mean change of each number by state: 0 where nobody had a label for it. Noise follows from the seed and the round. */
  means(seed: number, round: number): Readonly<Record<string, Float64Array>> {
    const random = randomNumbers(seed, `noise of round ${round}`);
    // Finer than 32 bits, so that no large noise is missing.
    const fine = (): number => random() + random() / 2 ** 32;
    const { declared, args, expected } = this.#protection ?? {};
    const deviation = declared?.deviation(args as never) ?? 0;
    return Object.fromEntries(
      this.#travelling.map(({ name }) => {
        const weights = this.#weights[name]!;
        const mean = this.#sums[name]!.map((sum, index) => {
          if (expected !== undefined)
            return (sum + deviation * (deviation > 0 ? normal(fine) : 0)) / expected;
          const weight = weights[index % weights.length]!;
          return weight > 0 ? sum / weight : 0;
        });
        return [name, mean];
      }),
    );
  }

  told(): Gathered {
    return { length: this.#count > 0 ? this.#lengths / this.#count : null, shortened: this.#shortened };
  }

  keep(): KeptGathering {
    return {
      sums: copyOf(this.#sums),
      weights: copyOf(this.#weights),
      counts: Float64Array.of(this.#count, this.#lengths, this.#shortened),
    };
  }

  restore({ sums, weights, counts }: KeptGathering): void {
    for (const { name } of this.#travelling) {
      this.#sums[name]!.set(sums[name]!);
      this.#weights[name]!.set(weights[name]!);
    }
    [this.#count, this.#lengths, this.#shortened] = [...counts] as [number, number, number];
  }

  /** Over all numbers that a gradient moves. */
  #lengthOf(model: NamedValues, made: NamedValues): number {
    let squares = 0;
    for (const { name, isTrained } of this.#travelling) {
      if (!isTrained) continue;
      const [before, after] = [model[name]!, made[name]!];
      for (let i = 0; i < before.length; i++) squares += (Number(after[i]) - Number(before[i])) ** 2;
    }
    return Math.sqrt(squares);
  }
}

const copyOf = (all: Readonly<Record<string, Float64Array>>): Record<string, Float64Array> =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.slice()]));

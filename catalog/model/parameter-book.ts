/** Hands out the parameters and random numbers of a model under full names, and keeps the list of them. */
import { randomUniform, state } from '../../graph';
import { GraphError, sizeOf, type Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';
import type { ModelParameter } from './model';
import { hashOf } from './random-numbers';

export interface RandomSource {
  readonly seed: number;
  /** int64 scalar that differs in every step; absent where nothing random is drawn. */
  readonly step?: Tensor;
}

export class ParameterBook {
  readonly #parameters = new Map<string, ModelParameter>();
  #count = 0;

  readonly #training: boolean;
  readonly #random: RandomSource;

  constructor(training: boolean, random: RandomSource) {
    this.#training = training;
    this.#random = random;
  }

  get parameters(): readonly ModelParameter[] {
    return [...this.#parameters.values()];
  }

  /** How many trainable numbers have been handed out so far. */
  get count(): number {
    return this.#count;
  }

  /** What a layer called `path` asks its parameters of; `owner` says to whom they belong. */
  scope(path: string, owner: Pick<ModelParameter, 'block' | 'tasks'>): Scope {
    return {
      training: this.#training,
      parameter: (name, shape, initial) => {
        const full = `${path}/${name}`;
        if (this.#parameters.has(full)) {
          throw new GraphError('parameter', `there are two of the name ${full}`);
        }
        const tensor = state(full, shape);
        this.#parameters.set(full, { name: full, tensor, initial, ...owner });
        this.#count += sizeOf(shape);
        return tensor;
      },
      random: (name, shape) => {
        const { seed, step } = this.#random;
        if (step === undefined) throw new GraphError(`${path}/${name}`, 'random numbers need a step');
        return randomUniform(step, hashOf(`${seed}\n${path}/${name}`), shape);
      },
    };
  }
}

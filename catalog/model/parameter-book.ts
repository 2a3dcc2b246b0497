/** Hands out the parameters, statistics and random numbers of a model under full names, and keeps the list of them. */
import { multiply, randomUniform, state } from '../../graph';
import { GraphError, sizeOf, type Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';
import type { ModelParameter, ModelStatistic } from './model';
import { hashOf } from './random-numbers';

/** What a model draws on in training, as far as there is some. */
export interface StepSources {
  readonly random: RandomSource;
  /** 1 for each row that counts: [rows]. */
  readonly counted?: Tensor;
  /** Those of a block of layers, each 0 for rows that do not count there: [rows]. Absent where there are none. */
  readonly masks?: (block: string) => readonly Tensor[];
}

export interface RandomSource {
  readonly seed: number;
  /** int64 scalar that differs in every step; absent where nothing random is drawn. */
  readonly step?: Tensor;
}

/** Asked for its tasks when the model is complete: they may become more while it is built. */
interface OwnerOf extends Pick<ModelParameter, 'block' | 'tasks'> {
  /** What it owns stays as it is, and computes in training what it does in predictions. */
  readonly frozen?: boolean;
}

type Owned<T> = Omit<T, 'block' | 'tasks'> & { readonly owner: OwnerOf };

export class ParameterBook {
  readonly #parameters = new Map<string, Owned<ModelParameter>>();
  readonly #statistics = new Map<string, Owned<ModelStatistic>>();
  #count = 0;

  readonly #training: boolean;
  readonly #sources: StepSources;

  constructor(training: boolean, sources: StepSources) {
    this.#training = training;
    this.#sources = sources;
  }

  /** Those that learn. */
  get parameters(): readonly ModelParameter[] {
    return this.#ownedBy(({ frozen = false }) => !frozen);
  }

  get frozen(): readonly ModelParameter[] {
    return this.#ownedBy(({ frozen = false }) => frozen);
  }

  get statistics(): readonly ModelStatistic[] {
    return [...this.#statistics.values()].map(({ owner: { tasks }, ...statistic }) => ({
      ...statistic,
      tasks,
    }));
  }

  /** How many numbers of parameters have been handed out so far. */
  get count(): number {
    return this.#count;
  }

  /** Another one for the same model, with nothing in it. */
  blank(): ParameterBook {
    return new ParameterBook(this.#training, this.#sources);
  }

  /** What a layer called `path` asks its parameters and statistics of; `owner` says to whom they belong. */
  scope(path: string, owner: OwnerOf): Scope {
    return {
      training: this.#training && !owner.frozen,
      parameter: (name, shape, initial) => {
        const full = `${path}/${name}`;
        this.#claim(full);
        const tensor = state(full, shape);
        this.#parameters.set(full, { name: full, tensor, initial, owner });
        this.#count += sizeOf(shape);
        return tensor;
      },
      random: (name, shape) => {
        const { seed, step } = this.#sources.random;
        if (step === undefined) throw new GraphError(`${path}/${name}`, 'random numbers need a step');
        return randomUniform(step, hashOf(`${seed}\n${path}/${name}`), shape);
      },
      statistic: (name, shape, start) => {
        const full = `${path}/${name}`;
        this.#claim(full);
        const tensor = state(full, shape);
        const follow = (next: Tensor): void => {
          this.#statistics.set(full, { name: full, tensor, start, next, owner });
        };
        follow(tensor);
        return { value: tensor, follow };
      },
      counted: () => {
        const { counted, masks } = this.#sources;
        if (counted === undefined) throw new GraphError(path, 'statistics need to know which rows count');
        return (masks?.(owner.block) ?? []).reduce(multiply, counted);
      },
    };
  }

  #ownedBy(isMeant: (owner: OwnerOf) => boolean): readonly ModelParameter[] {
    return [...this.#parameters.values()]
      .filter(({ owner }) => isMeant(owner))
      .map(({ owner: { block, tasks }, ...parameter }) => ({ ...parameter, block, tasks }));
  }

  #claim(name: string): void {
    if (this.#parameters.has(name) || this.#statistics.has(name)) {
      throw new GraphError('parameter', `there are two of the name ${name}`);
    }
  }
}

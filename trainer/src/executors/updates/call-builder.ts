/** Builds calls of kernels: says where they find what they read, and numbers what an engine has to give them. */
import type { Program, Tensor } from '../../../../graph';
import { buildTotal, buildUpdate, type Found, type KernelUse } from './build-kernel';
import type { Totals } from './find-totals';
import type { KernelCall, ScalarSource, Source, Total, TotalPlace } from './kernel-work';

/** The output that holds the array at a place. */
export const givenOutput = (place: number): string => `updates/given/${place}`;

export class CallBuilder {
  /** What an engine gives: arrays, and what is the same for all elements. */
  readonly given = new Numbering<Tensor>();
  readonly scalars = new Numbering<Tensor>();
  /** Those that are read by calls which were built, in rounds. */
  readonly totals: Total[][] = [];
  readonly #places = new Map<Tensor, TotalPlace>();
  readonly #moved: ReadonlyMap<Tensor, string>;
  readonly #totals: Totals;
  readonly #found: Found;

  /** `moved` are names of the states that kernels move. */
  constructor(moved: ReadonlyMap<Tensor, string>, totals: Totals) {
    this.#moved = moved;
    this.#totals = totals;
    this.#found = {
      isState: (tensor) => moved.has(tensor),
      isMade: (tensor) => totals.followers.has(tensor),
    };
  }

  /** Moves states on together. */
  update(states: readonly Program['states'][string][]): KernelCall {
    return this.#call(buildUpdate(states, this.#found));
  }

  #call(use: KernelUse): KernelCall {
    return {
      ...use,
      arrays: use.arrays.map((array) => this.#source(array)),
      scalars: use.scalars.map((scalar) => this.#scalar(scalar)),
    };
  }

  #source(array: Tensor): Source {
    const name = this.#moved.get(array);
    return name === undefined
      ? { kind: 'output', name: givenOutput(this.given.placeOf(array)) }
      : { kind: 'state', name };
  }

  #scalar(scalar: Tensor): ScalarSource {
    const addends = this.#totals.addendsOf(scalar);
    if (addends.length === 0) return { kind: 'output', place: this.scalars.placeOf(scalar) };
    const place = this.#places.get(scalar) ?? this.#addTotal(addends);
    this.#places.set(scalar, place);
    return { kind: 'total', ...place };
  }

  #addTotal(addends: readonly Tensor[]): TotalPlace {
    const total = addends.map((addend) => this.#call(buildTotal(addend, this.#found)));
    const rounds = total.flatMap(({ scalars }) => scalars.map(roundBehind));
    const round = Math.max(0, ...rounds);
    const all = (this.totals[round] ??= []);
    return { round, place: all.push(total) - 1 };
  }
}

const roundBehind = (scalar: ScalarSource): number => (scalar.kind === 'total' ? scalar.round + 1 : 0);

/** Things in the order in which they were first asked for. */
class Numbering<T> {
  readonly #places = new Map<T, number>();

  placeOf(thing: T): number {
    const place = this.#places.get(thing) ?? this.#places.size;
    this.#places.set(thing, place);
    return place;
  }

  get all(): readonly T[] {
    return [...this.#places.keys()];
  }
}

/** What a layer may ask for while it is built: parameters, random numbers, statistics, and what is known of its input. */
import type { Shape, Tensor } from '../graph/tensor';

/** How a parameter starts. Its values follow from the plan's seed and the parameter's full name. */
export type Initial =
  | { readonly kind: 'constant'; readonly value: number }
  /** A value for each number, row-major. */
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** Uniform in ±limit. */
  | { readonly kind: 'uniform'; readonly limit: number }
  /** Uniform in ±sqrt(6 / (fanIn + fanOut)). Glorot & Bengio, AISTATS 2010. */
  | { readonly kind: 'glorotUniform'; readonly fanIn: number; readonly fanOut: number }
  /** Normal with variance 2 / fanIn. He et al., ICCV 2015. */
  | { readonly kind: 'heNormal'; readonly fanIn: number };

/** What a layer may ask for while it is built. Names are unique within the layer. */
export interface Scope {
  /** True in the program that trains; false where predictions are made. */
  readonly training: boolean;
  /** A trainable tensor. */
  parameter(name: string, shape: Shape, initial: Initial): Tensor;
  /** Uniform numbers in [0, 1), new in every step, the same for the same seed on every device. */
  random(name: string, shape: Shape): Tensor;
  /** Numbers kept beside the parameters that no gradient trains; all of them are `start` before the first step. */
  statistic(name: string, shape: Shape, start: number): Statistic;
  /** 1 for each row of a batch, 0 for what fills a batch up: [rows]. Only training asks for it. */
  counted(): Tensor;
  /**
   * Which steps of what the layer reads are true: float32 [rows, steps], 1 for these, which come first, 0 for what fills a row
   * up. Undefined where all steps count.
   */
  readonly mask?: Tensor | undefined;
  /** How many ids there are, 0 included, where the layer reads ids; undefined where it reads numbers. */
  readonly vocabulary?: number | undefined;
}

/** What a layer gathers while it is trained and predicts with. */
export interface Statistic {
  /** As it is before the step. */
  readonly value: Tensor;
  /** Says what it is after the step, while training. */
  follow(next: Tensor): void;
}

/** The same scope with all names under `path`. */
export const within = (scope: Scope, path: string): Scope => ({
  ...scope,
  parameter: (name, shape, initial) => scope.parameter(`${path}/${name}`, shape, initial),
  random: (name, shape) => scope.random(`${path}/${name}`, shape),
  statistic: (name, shape, start) => scope.statistic(`${path}/${name}`, shape, start),
});

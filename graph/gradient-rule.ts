/** How an op's gradient is declared: by a rule written in graph ops, so that the backward pass is more graph. */
import type { Node, Tensor } from './tensor';

/** Cotangents of the tensors of `of`, given those of tensors that depend on them; undefined where nothing given does. */
export type PullBack = (
  given: readonly (readonly [of: Tensor, cotangent: Tensor])[],
  of: readonly Tensor[],
) => readonly (Tensor | undefined)[];

/**
 * Cotangents of the inputs, given those of the outputs (undefined where nothing depends on an output). Undefined where no
 * gradient flows. `pullBack` is for an op that holds a graph of its own.
 */
export type GradientRule = (
  node: Node,
  cotangents: readonly (Tensor | undefined)[],
  pullBack: PullBack,
) => readonly (Tensor | undefined)[];

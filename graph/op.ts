/** How an op is declared: a shape rule, and a gradient rule written in graph ops. */
import type { OpName } from './ops';
import type { Attributes, Node, Tensor, TensorType } from './tensor';

export interface OpRule<A extends Attributes = Attributes> {
  /** Each element of the one output follows from those of the inputs at its place, by NumPy's broadcasting. */
  readonly elementwise?: true;
  /** Types of the outputs. Throws GraphError where the inputs do not fit: layers check before they build. */
  infer(inputs: readonly Tensor[], attributes: A): readonly TensorType[];
  /**
   * Cotangents of the inputs, given those of the outputs (undefined where nothing depends on an output). Undefined
   * where no gradient flows. An op without this rule stops gradients.
   */
  gradient?(node: Node, cotangents: readonly (Tensor | undefined)[]): readonly (Tensor | undefined)[];
}

/** Declares the rule of an op; `ops/index.ts` collects them under their names. */
export const defineOp = <A extends Attributes>(rule: OpRule<A>): OpRule<A> => rule;

/** Adds a node to the graph and answers its outputs. */
export function applyOp<A extends Attributes>(
  op: OpName,
  rule: OpRule<A>,
  inputs: readonly Tensor[],
  attributes: A,
): readonly [Tensor, ...Tensor[]] {
  const outputs: Tensor[] = [];
  const node: Node = { op, inputs, attributes, outputs };
  for (const [output, type] of rule.infer(inputs, attributes).entries())
    outputs.push({ ...type, node, output });
  return outputs as [Tensor, ...Tensor[]];
}

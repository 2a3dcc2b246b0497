/** How an op is declared: by a rule for the types of what it makes. How its gradient is found stands in `gradients/`. */
import type { OpName } from './op-names';
import type { Attributes, Tensor, TensorType } from './tensor';

export interface OpRule<A extends Attributes = Attributes> {
  /** Each element of the one output follows from those of the inputs at its place, by NumPy's broadcasting. */
  readonly elementwise?: true;
  /** Types of the outputs. Throws GraphError where the inputs do not fit: layers check before they build. */
  infer(inputs: readonly Tensor[], attributes: A): readonly TensorType[];
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
  const node = { op, inputs, attributes, outputs: [] as readonly Tensor[] };
  node.outputs = rule
    .infer(inputs, attributes)
    .map(({ shape, dtype }, output) => ({ shape, dtype, node, output }));
  return node.outputs as [Tensor, ...Tensor[]];
}

/** Reverse mode differentiation on the graph: the backward pass is more graph. */
import type { OpRule } from './op';
import { add, constant, ops } from './ops';
import { orderNodes } from './order';
import { GraphError, showShape, type Node, type Tensor } from './tensor';

/**
 * The gradients of a scalar with respect to each tensor of `of`, in their shapes; zeros where the objective does not
 * depend on one. Throws GraphError where the objective is not a float32 scalar.
 */
export function gradients(objective: Tensor, of: readonly Tensor[]): Tensor[] {
  if (objective.dtype !== 'float32' || objective.shape.length > 0) {
    const is = `${objective.dtype} ${showShape(objective.shape)}`;
    throw new GraphError('gradients', `the objective is a float32 scalar, not ${is}`);
  }
  const nodes = orderNodes([objective]);
  const wanted = nodesBehind(nodes, of);
  const cotangents = new Map<Tensor, Tensor>([[objective, constant(1)]]);

  for (const node of nodes.toReversed()) {
    if (!wanted.has(node) || !node.outputs.some((output) => cotangents.has(output))) continue;
    const rule: OpRule = ops[node.op];
    const ofInputs = rule.gradient?.(
      node,
      node.outputs.map((output) => cotangents.get(output)),
    );
    for (const [at, input] of node.inputs.entries()) {
      const cotangent = ofInputs?.[at];
      if (cotangent === undefined || input.dtype !== 'float32') continue;
      const sofar = cotangents.get(input);
      cotangents.set(input, sofar ? add(sofar, cotangent) : cotangent);
    }
  }
  return of.map((tensor) => cotangents.get(tensor) ?? constant(0, tensor.shape));
}

/** The nodes of an ordered graph on a way from one of `sources`; cotangents elsewhere are never asked for. */
function nodesBehind(ordered: readonly Node[], sources: readonly Tensor[]): ReadonlySet<Node> {
  const behind = new Set<Node>(sources.map((source) => source.node));
  for (const node of ordered) {
    if (node.inputs.some((input) => behind.has(input.node))) behind.add(node);
  }
  return behind;
}

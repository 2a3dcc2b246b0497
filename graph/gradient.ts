/** Reverse mode differentiation on the graph: the backward pass is more graph. */
import { gradientRules } from './gradients';
import type { PullBack } from './gradient-rule';
import { add, constant } from './ops';
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
  const found = pullBack([[objective, constant(1)]], of);
  return of.map((tensor, at) => found[at] ?? constant(0, tensor.shape));
}

/** Several cotangents of one tensor add up. */
export const pullBack: PullBack = (given, of) => {
  const nodes = orderNodes(given.map(([tensor]) => tensor));
  const wanted = nodesBehind(nodes, of);
  const cotangents = new Map<Tensor, Tensor>();
  const addTo = (tensor: Tensor, cotangent: Tensor): void => {
    const sofar = cotangents.get(tensor);
    cotangents.set(tensor, sofar ? add(sofar, cotangent) : cotangent);
  };
  for (const [tensor, cotangent] of given) addTo(tensor, cotangent);

  for (const node of nodes.toReversed()) {
    if (!wanted.has(node) || !node.outputs.some((output) => cotangents.has(output))) continue;
    const ofInputs = gradientRules[node.op]?.(
      node,
      node.outputs.map((output) => cotangents.get(output)),
      pullBack,
    );
    for (const [at, input] of node.inputs.entries()) {
      const cotangent = ofInputs?.[at];
      if (cotangent !== undefined && input.dtype === 'float32') addTo(input, cotangent);
    }
  }
  return of.map((tensor) => cotangents.get(tensor));
};

/** The nodes of an ordered graph on a way from one of `sources`; cotangents elsewhere are never asked for. */
function nodesBehind(ordered: readonly Node[], sources: readonly Tensor[]): ReadonlySet<Node> {
  const behind = new Set<Node>(sources.map((source) => source.node));
  for (const node of ordered) {
    if (node.inputs.some((input) => behind.has(input.node))) behind.add(node);
  }
  return behind;
}

/** What a graph costs: the multiplications with an addition that its products and convolutions take. */
import type { AttributesOf, OpName } from './ops';
import { sizeOf, type Node, type Tensor } from './tensor';

/**
 * Of everything between `sources` and `targets`, which are not counted themselves; loops count as often as they run. Additions,
 * activations and the like are left out, as is usual: they are a small share, and engines fuse them.
 */
export function countMultiplyAdds(targets: readonly Tensor[], sources: readonly Tensor[]): number {
  const seen = new Set<Node>(sources.map(({ node }) => node));
  const open = targets.map(({ node }) => node);
  let total = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    total += costs[node.op]?.(node) ?? 0;
    for (const input of node.inputs) open.push(input.node);
  }
  return total;
}

const outputOf = ({ outputs }: Node): number => sizeOf(outputs[0]!.shape);

const costs: { readonly [Op in OpName]?: (node: Node) => number } = {
  matmul: (node) => outputOf(node) * node.inputs[0]!.shape.at(-1)!,
  // A kernel is [filters, channels of a group, height, width], and each number of the result takes one filter of it.
  conv2d: (node) => outputOf(node) * sizeOf(node.inputs[1]!.shape.slice(1)),
  scan(node) {
    const { body, carries } = node.attributes as AttributesOf<'scan'>;
    return node.inputs[carries]!.shape[0]! * countMultiplyAdds(body.outputs, body.inputs);
  },
};

/** Nodes that answer what they were given, and pairs of nodes that are one. */
import type { OpName } from '../ops';
import { reshape, transpose } from '../ops';
import { sameShape } from '../ops/shapes';
import type { Node, Shape, Tensor } from '../tensor';

/** The tensor that a node with these inputs comes to, if it need not be computed; it has the node's shape and type. */
export function findIdentity(node: Node, inputs: readonly Tensor[]): Tensor | undefined {
  const [output] = node.outputs as [Tensor];
  const found = identities[node.op]?.(inputs, node);
  return found && sameShape(found.shape, output.shape) && found.dtype === output.dtype ? found : undefined;
}

type Identity = (inputs: readonly Tensor[], node: Node) => Tensor | undefined;

const identities: { readonly [Op in OpName]?: Identity } = {
  stopGradient: ([x]) => x,
  // Zero is left alone: -0 + 0 is 0.
  multiply: ([a, b]) => (isOne(b!) ? a : isOne(a!) ? b : undefined),
  divide: ([a, b]) => (isOne(b!) ? a : undefined),
  subtract: ([a, b]) => (isNumber(b!, 0) ? a : undefined),
  negate: ([x]) => (x!.node.op === 'negate' ? x!.node.inputs[0] : undefined),
  reshape: ([x], { attributes }) =>
    x!.node.op === 'reshape' ? reshape(x!.node.inputs[0]!, attributes.shape as Shape) : undefined,
  transpose([x], { attributes }) {
    if (x!.node.op !== 'transpose') return undefined;
    const first = x!.node.attributes.permutation as Shape;
    const second = attributes.permutation as Shape;
    return transpose(
      x!.node.inputs[0]!,
      second.map((axis) => first[axis]!),
    );
  },
};

const isOne = (x: Tensor): boolean => isNumber(x, 1);

function isNumber({ node: { op, attributes } }: Tensor, number: number): boolean {
  if (op !== 'constant') return false;
  const values = attributes.values as readonly number[];
  return values.length === 1 && Object.is(values[0], number);
}

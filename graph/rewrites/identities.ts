/** Nodes that answer what they were given, and pairs of nodes that are one. */
import type { OpName } from '../ops';
import { concat, pad, reshape, transpose } from '../ops';
import { sameShape } from '../ops/shapes';
import type { Node, Shape, Tensor } from '../tensor';

/** The tensor that a node with these inputs comes to, if it need not be computed; it has the node's shape and type. */
export function findIdentity(node: Node, inputs: readonly Tensor[]): Tensor | undefined {
  const [output] = node.outputs as [Tensor];
  const found = identities[node.op]?.(inputs, node);
  return found && sameShape(found.shape, output.shape) && found.dtype === output.dtype ? found : undefined;
}

/**
 * The inputs that give the same result with less work: an op that stretches its operands by itself need not be given one that
 * was stretched before.
 */
export function leaveUnstretched(node: Node, inputs: readonly Tensor[]): readonly Tensor[] {
  if (inputs.length !== 2 || !stretching.has(node.op)) return inputs;
  const [output] = node.outputs as [Tensor];
  const isStretched = inputs.map(({ node: { op } }) => op === 'broadcastTo');
  const at = isStretched.findIndex(
    (stretched, place) => stretched && sameShape(inputs[1 - place]!.shape, output.shape),
  );
  return at < 0 ? inputs : inputs.with(at, inputs[at]!.node.inputs[0]!);
}

const stretching: ReadonlySet<OpName> = new Set([
  'add',
  'subtract',
  'multiply',
  'divide',
  'maximum',
  'minimum',
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'equal',
]);

type Identity = (inputs: readonly Tensor[], node: Node) => Tensor | undefined;

const identities: { readonly [Op in OpName]?: Identity } = {
  add: ([a, b]) => joinPadded(a!, b!) ?? joinPadded(b!, a!),
  stopGradient: ([x]) => x,
  // Zero is left alone: -0 + 0 is 0.
  multiply: ([a, b]) => (isOne(b!) ? a : isOne(a!) ? b : undefined),
  divide: ([a, b]) => (isOne(b!) ? a : undefined),
  subtract: ([a, b]) => (isNumber(b!, 0) ? a : undefined),
  negate: ([x]) => (x!.node.op === 'negate' ? x!.node.inputs[0] : undefined),
  concat(parts, { attributes }) {
    const axis = attributes.axis as number;
    const isJoined = ({ node: { op, attributes: of } }: Tensor) => op === 'concat' && of.axis === axis;
    return parts.some(isJoined)
      ? concat(
          parts.flatMap((part) => (isJoined(part) ? part.node.inputs : [part])),
          axis,
        )
      : undefined;
  },
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

/** Two parts of an axis that lie side by side among zeros, as gradients of slices do: they are put together, not added. */
function joinPadded(first: Tensor, second: Tensor): Tensor | undefined {
  const [a, b] = [first.node, second.node];
  if (a.op !== 'pad' || b.op !== 'pad' || !sameShape(first.shape, second.shape)) return undefined;
  const { axis } = a.attributes as { axis: number };
  const [x, y] = [a.inputs[0]!, b.inputs[0]!];
  const before = a.attributes.before as number;
  const start = before + x.shape[axis]!;
  if (b.attributes.axis !== axis || b.attributes.before !== start) return undefined;
  return pad(concat([x, y], axis), axis, before, b.attributes.after as number);
}

const isOne = (x: Tensor): boolean => isNumber(x, 1);

function isNumber({ node: { op, attributes } }: Tensor, number: number): boolean {
  if (op !== 'constant') return false;
  const values = attributes.values as readonly number[];
  return values.length === 1 && Object.is(values[0], number);
}

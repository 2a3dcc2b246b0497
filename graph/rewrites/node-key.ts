/** What two nodes have in common that compute the same. */
import type { Attribute, Node, Tensor } from '../tensor';

/** Tells tensors apart. */
export type TensorNumber = (tensor: Tensor) => number;

/** Constants with more numbers are hardly ever equal, and a key of them all would take longer than it saves. */
const mostValues = 64;

/** Equal for nodes that compute the same from the same inputs; undefined for a node that is not compared. */
export function keyOf(node: Node, inputs: readonly Tensor[], numberOf: TensorNumber): string | undefined {
  const attributes: string[] = [];
  for (const [name, value] of Object.entries(node.attributes)) {
    const text = textOf(value);
    if (text === undefined) return undefined;
    attributes.push(`${name}=${text}`);
  }
  return [node.op, ...attributes, ...inputs.map(numberOf)].join(' ');
}

function textOf(value: Attribute): string | undefined {
  if (typeof value !== 'object') return String(value);
  const isList = (Array.isArray(value) || value instanceof Float32Array) && value.length <= mostValues;
  return isList
    ? Array.from(value as readonly number[], (number) => (Object.is(number, -0) ? '-0' : number)).join()
    : undefined;
}

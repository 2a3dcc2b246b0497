/** Products of cotangents in the order that leaves least to do once the cotangents are known. */
import { applyOp, type OpRule } from '../op';
import { multiply, ops } from '../ops';
import { sameShape } from '../ops/shapes';
import { orderNodes } from '../order';
import type { Node, Tensor } from '../tensor';

/** What has been multiplied so far. */
interface Product {
  readonly cotangent: Tensor;
  readonly factor: Tensor;
}

/**
 * `targets` with (dy a) b written as dy (a b), for every dy that depends on one of `cotangents` and a and b that do not: a b
 * can be had for all passes of a loop before it begins.
 */
export function gatherFactors(
  targets: readonly (Tensor | undefined)[],
  cotangents: readonly Tensor[],
): readonly (Tensor | undefined)[] {
  const waiting = new Set(cotangents);
  const products = new Map<Tensor, Product>();
  const rebuilt = new Map<Tensor, Tensor>();
  const now = (tensor: Tensor): Tensor => rebuilt.get(tensor) ?? tensor;

  const rebuild = ({ op, inputs, outputs, attributes }: Node): readonly Tensor[] => {
    const changed = inputs.map(now);
    const [cotangent, factor] = (waiting.has(changed[0]!) ? changed : changed.toReversed()) as [
      Tensor,
      Tensor,
    ];
    if (op === 'multiply' && !waiting.has(factor)) {
      const sofar = products.get(cotangent);
      const isGathered = sofar && sameShape(sofar.cotangent.shape, outputs[0]!.shape);
      const product = isGathered
        ? { cotangent: sofar.cotangent, factor: multiply(sofar.factor, factor) }
        : { cotangent, factor };
      const result = multiply(product.cotangent, product.factor);
      products.set(result, product);
      return [result];
    }
    return changed.every((input, at) => input === inputs[at])
      ? outputs
      : applyOp(op, ops[op] as OpRule, changed, attributes);
  };
  for (const node of orderNodes(targets.filter((tensor) => tensor !== undefined))) {
    if (!node.inputs.some((input) => waiting.has(now(input)))) continue;
    for (const [at, output] of rebuild(node).entries()) {
      rebuilt.set(node.outputs[at]!, output);
      waiting.add(output);
    }
  }
  return targets.map((tensor) => tensor && now(tensor));
}

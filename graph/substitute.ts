/** Rebuilds a graph on other sources: the same operations, with some tensors standing in for others. */
import { applyOp, type OpRule } from './op';
import { ops } from './ops';
import { orderNodes } from './order';
import type { Tensor } from './tensor';

/** `replacements` have the shapes and types of what they replace. What does not depend on it is left as it is. */
export function substitute(
  targets: readonly Tensor[],
  replacements: ReadonlyMap<Tensor, Tensor>,
): readonly Tensor[] {
  const rebuilt = new Map<Tensor, Tensor>(replacements);
  const now = (tensor: Tensor): Tensor => rebuilt.get(tensor) ?? tensor;
  for (const { op, inputs, attributes, outputs } of orderNodes(targets)) {
    const changed = inputs.map(now);
    if (changed.every((input, index) => input === inputs[index])) continue;
    const made = applyOp(op, ops[op] as OpRule, changed, attributes);
    for (const [index, output] of outputs.entries()) {
      if (!replacements.has(output)) rebuilt.set(output, made[index]!);
    }
  }
  return targets.map(now);
}

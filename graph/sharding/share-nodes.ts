/** Goes through nodes in order, and finds what a worker has of what each of them makes. */
import type { Node, Tensor } from '../tensor';
import { whole, type Share } from './placement';
import type { Sharing } from './rule';
import { rules } from './rules';

/** Adds to `shares`, which has those sources that are not whole. Answers whether workers never have to meet. */
export function shareNodes(nodes: readonly Node[], shares: Map<Tensor, Share>, sharing: Sharing): boolean {
  for (const node of nodes) {
    const { inputs, outputs } = node;
    const given = inputs.map((input) => shares.get(input)!);
    const known = outputs.some((output) => shares.has(output));
    if (known) continue;
    const areWhole = given.every(({ placement }) => placement === 'whole');
    const made = areWhole ? undefined : rules[node.op](node, given, sharing);
    if (!made && !inputs.every((input) => sharing.whole(input))) return false;
    for (const [at, output] of outputs.entries()) shares.set(output, made?.[at] ?? whole(output));
  }
  return true;
}

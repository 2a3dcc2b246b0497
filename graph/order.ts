/** Puts the nodes that tensors depend on into an order in which each stands after what it needs. */
import type { Node, Tensor } from './tensor';

/** Every node once, inputs first. Keeps its own stack: graphs are deeper than the language's call stack. */
export function orderNodes(targets: Iterable<Tensor>): readonly Node[] {
  const ordered: Node[] = [];
  const seen = new Set<Node>();
  const stack: { readonly node: Node; next: number }[] = [];
  const visit = (node: Node) => {
    if (seen.has(node)) return;
    seen.add(node);
    stack.push({ node, next: 0 });
  };
  for (const target of targets) {
    visit(target.node);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const input = top.node.inputs[top.next++];
      if (input !== undefined) visit(input.node);
      else ordered.push(stack.pop()!.node);
    }
  }
  return ordered;
}

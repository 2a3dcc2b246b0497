/**
 * Lets chains of nodes over large tensors go over them block by block of rows, in a loop: what a chain makes of a block on its way
 * stays in a cache, where all rows together would be written to memory and read from it again by each node.
 */
import { applyOp, type OpRule } from '../op';
import { feed, ops, reshape } from '../ops';
import { orderNodes } from '../order';
import type { Program } from '../program';
import type { Node, Tensor } from '../tensor';
import { findRowGroups, type RowGroup } from './row-groups';
import { attributesOfBlock, blockOf, sharesOf } from './row-slices';

/** The same program with the same numbers, for as many cores of a processor. */
export function loopOverRows(program: Program, cores: number): Program {
  const states = Object.entries(program.states);
  const outputs = Object.entries(program.outputs);
  const targets = [...states.map(([, { next }]) => next), ...outputs.map(([, output]) => output)];
  const groups = findRowGroups(orderNodes(targets), targets, cores);
  if (groups.length === 0) return program;
  const groupOf = new Map(groups.flatMap((group) => group.nodes.map((node) => [node, group] as const)));
  const rebuilt = new Map<Tensor, Tensor>();
  const now = (tensor: Tensor): Tensor => rebuilt.get(tensor) ?? tensor;
  for (const unit of orderUnits(targets, groupOf)) {
    const [before, after] =
      'nodes' in unit ? [unit.results, loop(unit, now)] : [unit.outputs, renew(unit, now)];
    for (const [at, tensor] of before.entries()) rebuilt.set(tensor, after[at]!);
  }
  return {
    feeds: program.feeds,
    states: Object.fromEntries(states.map(([name, { source, next }]) => [name, { source, next: now(next) }])),
    outputs: Object.fromEntries(outputs.map(([name, output]) => [name, now(output)])),
  };
}

/** Groups and the nodes of none, inputs first. */
function orderUnits(
  targets: readonly Tensor[],
  groupOf: ReadonlyMap<Node, RowGroup>,
): readonly (RowGroup | Node)[] {
  const ordered: (RowGroup | Node)[] = [];
  const seen = new Set<RowGroup | Node>();
  const stack: { readonly unit: RowGroup | Node; readonly inputs: readonly Tensor[]; next: number }[] = [];
  const visit = (node: Node) => {
    const unit = groupOf.get(node) ?? node;
    if (seen.has(unit)) return;
    seen.add(unit);
    stack.push({
      unit,
      inputs: 'nodes' in unit ? unit.nodes.flatMap(({ inputs }) => inputs) : unit.inputs,
      next: 0,
    });
  };
  for (const target of targets) {
    visit(target.node);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const input = top.inputs[top.next++];
      if (input !== undefined) visit(input.node);
      else ordered.push(stack.pop()!.unit);
    }
  }
  return ordered;
}

/** The node with its inputs as they are now. */
function renew(node: Node, now: (tensor: Tensor) => Tensor): readonly Tensor[] {
  const inputs = node.inputs.map(now);
  return inputs.every((input, at) => input === node.inputs[at])
    ? node.outputs
    : applyOp(node.op, ops[node.op] as OpRule, inputs, node.attributes);
}

/** The group's results, made by a loop over its blocks. */
function loop({ nodes, blocks, results }: RowGroup, now: (tensor: Tensor) => Tensor): readonly Tensor[] {
  /** What a pass has of tensors: blocks of those that go by rows, which it makes or is given, and others as they are. */
  const inPass = { rows: new Map<Tensor, Tensor>(), whole: new Map<Tensor, Tensor>() };
  const sequences: Tensor[] = [];
  const whole: Tensor[] = [];
  for (const node of nodes) {
    const shares = sharesOf(node)!;
    const inputs = node.inputs.map((input, at) => {
      const share = shares[at]!;
      const isNumber = share === 'whole' && input.node.op === 'constant';
      const known = isNumber ? input : inPass[share].get(input);
      if (known) return known;
      const [given, shape] =
        share === 'rows' ? [sequences, blockOf(input.shape, blocks)] : [whole, input.shape];
      const source = feed(`input${sequences.length + whole.length}`, shape, input.dtype);
      given.push(input);
      inPass[share].set(input, source);
      return source;
    });
    const [made] = applyOp(node.op, ops[node.op] as OpRule, inputs, attributesOfBlock(node, blocks));
    inPass.rows.set(node.outputs[0]!, made);
  }
  const inBlocks = sequences.map((tensor) =>
    reshape(now(tensor), [blocks, ...blockOf(tensor.shape, blocks)]),
  );
  const body = {
    inputs: [
      ...sequences.map((tensor) => inPass.rows.get(tensor)!),
      ...whole.map((tensor) => inPass.whole.get(tensor)!),
    ],
    outputs: results.map((tensor) => inPass.rows.get(tensor)!),
  };
  const attributes = { body, carries: 0, sequences: sequences.length, reverse: false };
  const made = applyOp('scan', ops.scan, [...inBlocks, ...whole.map(now)], attributes);
  return results.map((tensor, at) => reshape(made[at]!, tensor.shape));
}

/**
 * Lets the passes of a loop compute what is made of their reports element by element, while they have the numbers at hand: all
 * passes together leave more numbers than a cache holds, which would be fetched from memory and written there again.
 */
import { applyOp, type OpRule } from '../op';
import { multiply, ops, type AttributesOf } from '../ops';
import { orderNodes } from '../order';
import type { Program } from '../program';
import { sizeOf, type Node, type Tensor } from '../tensor';

/** Numbers of a pass. With fewer, calling a kernel in each pass takes longer than the numbers. */
const fewest = 1024;

type Loop = Node & { readonly attributes: AttributesOf<'scan'> };

/** What stands in a pass of a loop for a tensor of all passes. */
interface InPass {
  readonly loop: Loop;
  readonly slice: Tensor;
}

export function moveIntoLoops(program: Program): Program {
  const states = Object.entries(program.states);
  const outputs = Object.entries(program.outputs);
  const targets = [...states.map(([, { next }]) => next), ...outputs.map(([, output]) => output)];
  const nodes = orderNodes(targets);
  const { inPass, moved } = findMoved(nodes, targets);
  const rebuilt = new Map<Tensor, Tensor>();
  const now = (tensor: Tensor): Tensor => rebuilt.get(tensor) ?? tensor;
  for (const node of nodes) {
    const more = moved.get(node) ?? [];
    const inputs = node.inputs.map(now);
    const isSame = more.length === 0 && inputs.every((input, at) => input === node.inputs[at]);
    if (isSame || rebuilt.has(node.outputs[0]!)) continue;
    const slices = more.map((tensor) => inPass.get(tensor)!.slice);
    const made = applyOp(node.op, ops[node.op] as OpRule, inputs, withReports(node, slices));
    for (const [at, tensor] of [...node.outputs, ...more].entries()) rebuilt.set(tensor, made[at]!);
  }
  return {
    feeds: program.feeds,
    states: Object.fromEntries(states.map(([name, { source, next }]) => [name, { source, next: now(next) }])),
    outputs: Object.fromEntries(outputs.map(([name, output]) => [name, now(output)])),
  };
}

/** What passes can make, and for each loop what of it is read outside of them. */
function findMoved(nodes: readonly Node[], targets: readonly Tensor[]) {
  const inPass = new Map<Tensor, InPass>();
  const read = new Set<Tensor>(targets);
  for (const node of nodes) {
    const made = madeInPass(node, inPass);
    if (made) inPass.set(node.outputs[0]!, made);
    else for (const input of node.inputs) read.add(input);
    if (!isLoop(node)) continue;
    const { body, carries } = node.attributes;
    for (const [at, slice] of body.outputs.entries()) {
      if (at >= carries) inPass.set(node.outputs[at]!, { loop: node, slice });
    }
  }
  const moved = new Map<Node, Tensor[]>();
  for (const [tensor, { loop }] of inPass) {
    if (tensor.node !== loop && read.has(tensor)) moved.set(loop, [...(moved.get(loop) ?? []), tensor]);
  }
  return { inPass, moved };
}

/** The node as a pass would have it, if it needs nothing but what the passes of one loop report, and numbers. */
function madeInPass(node: Node, inPass: ReadonlyMap<Tensor, InPass>): InPass | undefined {
  const rule: OpRule = ops[node.op];
  const [output] = node.outputs as [Tensor];
  const reports = node.inputs.flatMap((input) => inPass.get(input) ?? []);
  const [first] = reports;
  const fits = node.inputs.every((input) =>
    inPass.has(input)
      ? inPass.get(input)!.loop === first!.loop && input.shape.length === output.shape.length
      : input.node.op === 'constant' && input.shape.length === 0,
  );
  if (!rule.elementwise || !first || !fits || sizeOf(output.shape.slice(1)) < fewest) return undefined;
  const operands = node.inputs.map((input) => inPass.get(input)?.slice ?? input);
  const product = node.op === 'multiply' ? regroup(operands as [Tensor, Tensor], first.loop) : undefined;
  return { loop: first.loop, slice: product ?? applyOp(node.op, rule, operands, node.attributes)[0] };
}

/** a (b c) as (a b) c, where the passes of the loop make a b anyway. */
function regroup([a, b]: readonly [Tensor, Tensor], loop: Loop): Tensor | undefined {
  const products = orderNodes(loop.attributes.body.outputs).filter(({ op }) => op === 'multiply');
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (other.node.op !== 'multiply') continue;
    for (const part of other.node.inputs) {
      const known = products.find(({ inputs }) => inputs.includes(one) && inputs.includes(part));
      const rest = other.node.inputs.find((input) => input !== part);
      if (known && rest && one !== part) return multiply(known.outputs[0]!, rest);
    }
  }
  return undefined;
}

const isLoop = (node: Node): node is Loop => node.op === 'scan';

function withReports(node: Node, reports: readonly Tensor[]): Node['attributes'] {
  if (!isLoop(node) || reports.length === 0) return node.attributes;
  const { body } = node.attributes;
  return { ...node.attributes, body: { inputs: body.inputs, outputs: [...body.outputs, ...reports] } };
}

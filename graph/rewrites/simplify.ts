/**
 * Rebuilds a program with fewer nodes and the same numbers: what is computed twice is computed once, what is known is computed
 * now, what changes nothing is left out, and what nobody needs is gone because nobody asks for it.
 */
import { applyOp, type OpRule } from '../op';
import { constant, ops } from '../ops';
import { orderNodes } from '../order';
import type { Program } from '../program';
import { sizeOf, type Node, type Tensor } from '../tensor';
import { findIdentity, leaveUnstretched } from './identities';
import { keyOf, type TensorNumber } from './node-key';

/** Computes a tensor that depends on constants alone, row-major. */
export type Fold = (tensor: Tensor) => Float32Array;

/** Constants up to so many numbers are folded: larger ones would take more memory than they save time. */
const mostFolded = 4096;

export function simplify(program: Program, fold: Fold): Program {
  const simplified = new Map<Tensor, Tensor>();
  const made = new Map<string, readonly Tensor[]>();
  const numbers = new Map<Tensor, number>();
  const numberOf: TensorNumber = (tensor) => {
    const number = numbers.get(tensor) ?? numbers.size;
    numbers.set(tensor, number);
    return number;
  };
  const states = Object.entries(program.states);
  const targets = [...states.map(([, { next }]) => next), ...Object.values(program.outputs)];
  for (const node of orderNodes(targets)) {
    const inputs = leaveUnstretched(
      node,
      node.inputs.map((input) => simplified.get(input)!),
    );
    const outputs = isSource(node) ? node.outputs : rebuild(node, inputs);
    for (const [at, output] of node.outputs.entries()) simplified.set(output, outputs[at]!);
  }
  const now = (tensor: Tensor) => simplified.get(tensor) ?? tensor;
  return {
    feeds: program.feeds,
    states: Object.fromEntries(states.map(([name, { source, next }]) => [name, { source, next: now(next) }])),
    outputs: Object.fromEntries(Object.entries(program.outputs).map(([name, output]) => [name, now(output)])),
  };

  function rebuild(node: Node, inputs: readonly Tensor[]): readonly Tensor[] {
    const key = keyOf(node, inputs, numberOf);
    const known = key === undefined ? undefined : made.get(key);
    if (known) return known;
    const identity = findIdentity(node, inputs);
    const outputs = identity ? [identity] : folded(apply(node, inputs));
    if (key !== undefined) made.set(key, outputs);
    return outputs;
  }

  function folded(outputs: readonly Tensor[]): readonly Tensor[] {
    const [tensor] = outputs as [Tensor];
    const { op, inputs } = tensor.node;
    const isKnown =
      op !== 'constant' && inputs.length > 0 && inputs.every((input) => input.node.op === 'constant');
    const isSmall = outputs.length === 1 && tensor.dtype === 'float32' && sizeOf(tensor.shape) <= mostFolded;
    return isKnown && isSmall ? [constant(fold(tensor), tensor.shape)] : outputs;
  }
}

const isSource = ({ op }: Node): boolean => op === 'feed' || op === 'state';

/** The same node where its inputs are the same. */
function apply(node: Node, inputs: readonly Tensor[]): readonly Tensor[] {
  return inputs.every((input, at) => input === node.inputs[at])
    ? node.outputs
    : applyOp(node.op, ops[node.op] as OpRule, inputs, node.attributes);
}

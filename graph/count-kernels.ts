/** How many kernels a step of a program runs. */
import type { OpName, AttributesOf } from './ops';
import { orderNodes } from './order';
import type { Program } from './program';
import type { Node, Tensor } from './tensor';

/** Ops that compute nothing: numbers that are there, and other words for them. */
const idle: readonly OpName[] = ['feed', 'state', 'constant', 'reshape', 'stopGradient'];

/** Those of loops count as often as they run. */
export const countKernels = ({ states, outputs }: Program): number =>
  countBehind([...Object.values(states).map(({ next }) => next), ...Object.values(outputs)]);

const countBehind = (targets: readonly Tensor[]): number =>
  orderNodes(targets).reduce((total, node) => total + kernelsOf(node), 0);

function kernelsOf(node: Node): number {
  if (node.op !== 'scan') return idle.includes(node.op) ? 0 : 1;
  const { body, carries } = node.attributes as AttributesOf<'scan'>;
  return node.inputs[carries]!.shape[0]! * countBehind(body.outputs);
}

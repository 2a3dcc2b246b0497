/** Nodes that do the same for each row, the first axis of a tensor: what they need to do it for a block of rows. */
import { ops } from '../ops';
import type { OpRule } from '../op';
import type { Attributes, Node, Tensor } from '../tensor';

/** What a block of rows needs of an input: its own rows, or all of it. */
export type Share = 'rows' | 'whole';

/** What blocks of rows need of each input; undefined where rows meet or are no axis of the result. */
export function sharesOf(node: Node): readonly Share[] | undefined {
  const { inputs, outputs, attributes } = node;
  const [x] = inputs;
  const [y] = outputs as [Tensor];
  if (x === undefined || y.shape.length === 0 || outputs.length > 1) return undefined;
  const rule: OpRule = ops[node.op];
  if (rule.elementwise) {
    const shares = inputs.map((input) => (hasRowsOf(input, y) ? 'rows' : 'whole'));
    return shares.includes('rows') ? shares : undefined;
  }
  switch (node.op) {
    case 'sum':
    case 'mean':
    case 'max':
    case 'min':
      return (attributes['axes'] as readonly number[]).includes(0) ? undefined : ['rows'];
    case 'softmax':
    case 'logSoftmax':
      return attributes['axis'] === 0 ? undefined : ['rows'];
    case 'broadcastTo':
      return hasRowsOf(x, y) ? ['rows'] : undefined;
    case 'reshape':
      return x.shape.length > 0 ? ['rows'] : undefined;
    default:
      return undefined;
  }
}

const hasRowsOf = (x: Tensor, y: Tensor): boolean =>
  x.shape.length === y.shape.length && x.shape[0] === y.shape[0] && y.shape[0]! > 1;

/** The attributes of the same node for one of `blocks` blocks of rows. */
export function attributesOfBlock({ op, attributes }: Node, blocks: number): Attributes {
  if (op !== 'reshape' && op !== 'broadcastTo') return attributes;
  return { ...attributes, shape: blockOf(attributes['shape'] as readonly number[], blocks) };
}

/** The shape of one of `blocks` blocks of rows. */
export const blockOf = ([rows, ...row]: readonly number[], blocks: number): readonly number[] => [
  rows! / blocks,
  ...row,
];

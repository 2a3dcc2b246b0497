/** All that a check reads of what flows from one declaration to the next, in words: two flows that read alike are alike. */
import type { Flow } from '../../../../catalog/model/flow';
import type { TensorType } from '../../../../graph/tensor';

export function describeFlow(flow: Flow | null): string {
  if (!flow) return 'unknown';
  const known = described.get(flow);
  if (known !== undefined) return known;
  const { tensor, mask, vocabulary } = flow;
  const words = `${describeType(tensor)} ${mask ? describeType(mask) : '-'} ${vocabulary ?? '-'}`;
  described.set(flow, words);
  return words;
}

/** A flow never changes, and is asked for by everything above it after each key. */
const described = new WeakMap<Flow, string>();

const describeType = ({ shape, dtype }: TensorType): string => `${dtype}[${shape.join(',')}]`;

/** All that a check reads of what flows from one declaration to the next, in words: two flows that read alike are alike. */
import type { Flow } from '../../../../catalog/model/flow';
import type { TensorType } from '../../../../graph/tensor';

export function describeFlow(flow: Flow | null): string {
  if (!flow) return 'unknown';
  const { tensor, mask, vocabulary } = flow;
  return `${describeType(tensor)} ${mask ? describeType(mask) : '-'} ${vocabulary ?? '-'}`;
}

const describeType = ({ shape, dtype }: TensorType): string => `${dtype}[${shape.join(',')}]`;

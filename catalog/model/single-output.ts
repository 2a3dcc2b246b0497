/** The one flow that leaves a row of layers. */
import { text } from '../../contract/text';
import type { Misfit } from '../declaration';

/** A block or task that stands on several inputs has to bring them together by its first layer. */
export function singleOutput<T extends object>(outputs: readonly T[]): T | Misfit {
  if (outputs.length === 1) return outputs[0]!;
  return {
    misfit: text('Nothing brings the {count} inputs together.', { count: outputs.length }),
    remedy: text('Start with `concat` or `add`.'),
    insert: 'concat',
  };
}

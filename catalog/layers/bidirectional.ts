/** The layer that lets others read a sequence from both ends. */
import { cast, concat, reverse, sum } from '../../graph';
import { text } from '../../contract/text';
import type { Tensor } from '../../graph/tensor';
import { sequenceMisfit } from '../common/recurrence';
import { defineLayer, isMisfit } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';

export const bidirectional = defineLayer({
  name: 'bidirectional',
  doc:
    'Applies the layers in its braces to a sequence and, with parameters of their own, to its true steps in reverse order, and puts ' +
    'the features of both beside each other, step by step.',
  cite: 'Schuster & Paliwal, Bidirectional recurrent neural networks, IEEE Transactions on Signal Processing 45(11), 1997',
  params: {},
  example: 'bidirectional { lstm(4) }',
  wraps: true,
  build(_args, [x], { mask }, inner) {
    const misfit = sequenceMisfit('bidirectional', x!);
    if (misfit) return misfit;
    const lengths = mask && cast(sum(mask, [1]), 'int64');
    const forward = inner!(x!, 'forward');
    if (isMisfit(forward)) return forward;
    const backward = inner!(reverse(x!, lengths), 'backward');
    if (isMisfit(backward)) return backward;
    if (forward.shape.length === 2) return concat([forward, backward], 1);
    if (forward.shape.length === 3 && forward.shape[1] === x!.shape[1]) {
      return concat([forward, reverse(backward, lengths)], 2);
    }
    return otherSteps(x!, forward);
  },
});

const otherSteps = (x: Tensor, y: Tensor) => ({
  misfit: text('The layers of `bidirectional` read {before}, but make {after}, which has other steps.', {
    before: shapeOfRow(x),
    after: shapeOfRow(y),
  }),
  remedy: text('Let them keep the {steps} {steps|step|steps}, or give one vector for the whole sequence.', {
    steps: x.shape[1]!,
  }),
});

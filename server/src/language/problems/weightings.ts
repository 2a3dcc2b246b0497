/** Problems of weightings whose preconditions are not met: how many tasks there are, and what they share. */
import type { Fix } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const tasksTooFew = defineProblem(
  'MTL3020',
  'A weighting is chosen that has nothing to weigh.',
  (weighting: string, least: number, count: number, fixes: readonly Fix[]) => ({
    message: text('`{weighting}` weighs at least {least} tasks; there is {count}.', {
      weighting,
      least,
      count,
    }),
    remedy: text('Leave it out, or add a task.'),
    severity: 'warning',
    fixes,
  }),
);

export const tasksTooMany = defineProblem(
  'MTL3033',
  'A weighting is chosen that cannot weigh as many tasks.',
  (weighting: string, most: number, count: number, others: readonly string[], fixes: readonly Fix[]) => ({
    message: text('`{weighting}` weighs at most {most} tasks; there are {count}.', {
      weighting,
      most,
      count,
    }),
    remedy: text('Choose one of {names}.', { names: listed(others) }),
    fixes,
  }),
);

export const nothingShared = defineProblem(
  'MTL3034',
  'A weighting of gradients is chosen, and no two tasks share a parameter.',
  (weighting: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{weighting}` works with the gradients of parameters that several tasks share, and there are none.',
      {
        weighting,
      },
    ),
    remedy: text('Let two tasks stand on the same block with layers, or leave the weighting out.'),
    severity: 'warning',
    fixes,
  }),
);

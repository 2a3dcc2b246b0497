/** Problems of sharings whose preconditions are not met: how many tasks there are. */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const sharedByOne = defineProblem(
  'MTL3035',
  'A sharing is chosen for a block that only one task reads.',
  (sharing: string, task: string, fixes: readonly Fix[]) => ({
    message: text('`{sharing}` shares the block between tasks, but only `{task}` reads it.', {
      sharing,
      task,
    }),
    remedy: text('Leave it out, or let another task stand on the block.'),
    severity: 'warning',
    fixes,
  }),
);

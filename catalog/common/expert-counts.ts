/** How many experts tasks share, and how many each has to itself. */
import { text } from '../../contract/text';
import type { Misfit } from '../declaration';
import { integer } from '../parameter';

export const expertCounts = {
  shared: integer({ doc: 'How many experts all tasks share.', default: 2, min: 0 }),
  own: integer({ doc: 'How many experts each task has to itself.', default: 1, min: 0 }),
} as const;

export const noExperts = (name: string): Misfit => ({
  misfit: text('`{name}` has no experts that tasks could read.', { name }),
  remedy: text('Let `shared` or `own` be at least 1.'),
  instead: name,
});

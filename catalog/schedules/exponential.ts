/** The schedule that goes down by the same share in every epoch. */
import { epochOf } from '../common/epoch-of';
import { defineSchedule } from '../declaration';
import { number } from '../parameter';

export const exponential = defineSchedule({
  name: 'exponential',
  doc: 'Multiplies the learning rate by the same factor after every epoch.',
  params: {
    factor: number({
      doc: 'What the rate is multiplied with after an epoch.',
      default: 0.95,
      above: 0,
      max: 1,
    }),
  },
  example: 'exponential(factor: 0.95)',
  factor: ({ factor }, now) => factor ** epochOf(now),
});

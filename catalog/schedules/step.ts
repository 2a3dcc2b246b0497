/** The schedule that goes down in steps. */
import { epochOf } from '../common/epoch-of';
import { defineSchedule } from '../declaration';
import { integer, number } from '../parameter';

export const step = defineSchedule({
  name: 'step',
  doc: 'Multiplies the learning rate by the same factor each time that some epochs have passed.',
  params: {
    every: integer({ doc: 'How many epochs the rate stays the same.', min: 1 }),
    factor: number({ doc: 'What the rate is multiplied with then.', default: 0.1, above: 0, max: 1 }),
  },
  example: 'step(every: 10, factor: 0.5)',
  factor: ({ every, factor }, now) => factor ** Math.floor(epochOf(now) / every),
});

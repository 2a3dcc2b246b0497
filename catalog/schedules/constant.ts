/** The schedule that leaves the rate alone. */
import { defineSchedule } from '../declaration';

export const constant = defineSchedule({
  name: 'constant',
  doc: 'Keeps the learning rate of the optimizer from the first step to the last.',
  params: {},
  example: 'constant',
  factor: () => 1,
});

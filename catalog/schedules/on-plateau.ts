/** The schedule that goes down when the loss stands still. */
import { defineSchedule } from '../declaration';
import { integer, number } from '../parameter';

export const onPlateau = defineSchedule({
  name: 'onPlateau',
  doc:
    'Multiplies the learning rate by the same factor each time that the loss on validation rows, summed over tasks with their weights, has not ' +
    'improved for some epochs. Without validation rows it goes by the training rows.',
  params: {
    factor: number({ doc: 'What the rate is multiplied with then.', default: 0.1, above: 0, below: 1 }),
    patience: integer({ doc: 'Epochs without improvement.', default: 3, min: 1 }),
    improvement: number({
      doc: 'The share of the best loss so far by which a loss must be lower to be an improvement.',
      default: 0.0001,
      min: 0,
      below: 1,
    }),
    floor: number({ doc: 'The share of the rate that is left at least.', default: 0, min: 0, max: 1 }),
  },
  example: 'onPlateau(factor: 0.5, patience: 3)',
  watches: true,
  factor({ factor, patience, improvement, floor }, { losses }) {
    let share = 1;
    let best = Infinity;
    let waited = 0;
    for (const loss of losses) {
      const improves = loss < best * (1 - improvement);
      if (improves) best = loss;
      waited = improves ? 0 : waited + 1;
      if (waited < patience) continue;
      share = Math.max(share * factor, floor);
      waited = 0;
    }
    return share;
  },
});

/** The sharing in which all tasks use the same layers. */
import { defineSharing } from '../declaration';

export const hard = defineSharing({
  name: 'hard',
  doc: 'All tasks use the very same layers of the block and train them together.',
  cite: 'Caruana, Multitask learning, Machine Learning 28, 1997',
  params: {},
  example: 'hard',
});

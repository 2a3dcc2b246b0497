/** The sharing in which all tasks use the same layers. */
import { allFit, defineSharing } from '../declaration';

export const hard = defineSharing({
  name: 'hard',
  doc: 'All tasks use the very same layers of the block and train them together.',
  cite: 'Caruana, Multitask learning, Machine Learning 28, 1997',
  params: {},
  example: 'hard',
  tasks: 1,
  build: (_, { readers, layers }) => allFit(readers.map(({ task, reading }) => layers('', reading, [task]))),
});

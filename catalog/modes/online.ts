/** Training over a stream: each row is tested before it is trained on. */
import { adwin } from '../common/adwin';
import { defineMode } from '../declaration';
import { choice, integer, number } from '../parameter';

export const online = defineMode({
  name: 'online',
  doc:
    'Takes the rows in the order of the file, each once: every batch is predicted with the parameters as they are, counted into the metrics, and then trained on. ' +
    'Results are told for each window of rows, and a drift where the losses of a task get larger for good. How columns are scaled and encoded follows from the rows of the first window alone.',
  cite: 'Gama, Sebastião & Rodrigues, On evaluating stream learning algorithms, Machine Learning 90, 2013; drift: Bifet & Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007',
  params: {
    window: integer({
      doc: 'Rows of one window: results are told after each, and the first one is what scalings and vocabularies follow from.',
      default: 1000,
      min: 1,
    }),
    drift: choice(['adwin', 'none'], {
      doc: 'What watches the mean loss of each task, batch after batch, for a drift.',
      default: 'adwin',
    }),
    delta: number({
      doc: 'The confidence of `adwin`: the chance that a cut of its window is no drift. Smaller finds fewer.',
      default: 0.002,
      above: 0,
      below: 1,
    }),
  },
  example: 'online(window: 1000)',
  window: ({ window }) => window,
  detector: ({ drift, delta }) => (drift === 'adwin' ? adwin(delta) : null),
});

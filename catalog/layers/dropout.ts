/** The layer that leaves out features at random while training. */
import { dropOut } from '../common/drop-out';
import { defineLayer } from '../declaration';
import { number } from '../parameter';

export const dropout = defineLayer({
  name: 'dropout',
  doc:
    'Sets a share of the numbers to zero, at random and anew in every step, and scales the rest up so that sums stay what ' +
    'they were. Predictions are made without it.',
  cite: 'Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014',
  params: { rate: number({ doc: 'The share that is left out.', min: 0, below: 1 }) },
  example: 'dropout(0.2)',
  build: ({ rate }, [x], scope) => dropOut(x!, rate, scope),
});

/** The schedule that goes down along half a cosine, after a warm-up. */
import { defineSchedule } from '../declaration';
import { number } from '../parameter';

export const cosine = defineSchedule({
  name: 'cosine',
  doc: 'Raises the learning rate evenly over the first steps where wanted, then lowers it along half a cosine until the last step.',
  cite: 'Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017',
  params: {
    warmup: number({ doc: 'The share of all steps that the rate rises for.', default: 0, min: 0, below: 1 }),
    floor: number({ doc: 'The share of the rate that is left at the end.', default: 0, min: 0, max: 1 }),
  },
  example: 'cosine(warmup: 0.05)',
  needsEnd: true,
  factor({ warmup, floor }, { step, steps }) {
    const rising = Math.round(warmup * steps);
    // The first step counts: it has a share of the rate, and the last one of the warm-up has all of it.
    if (step < rising) return (step + 1) / rising;
    const done = (step - rising) / (steps - rising);
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
  },
});

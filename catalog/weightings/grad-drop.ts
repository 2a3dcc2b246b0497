/** The weighting that lets each coordinate keep one sign, by chance. */
import { abs, add, constant, divide, less, maximum, minimum, multiply, relu, where } from '../../graph';
import { TINY } from '../common/gramian';
import { defineCoordinateWeighting } from '../declaration';
import { number } from '../parameter';

export const gradDrop = defineCoordinateWeighting({
  name: 'gradDrop',
  doc:
    'Gradient sign dropout: where the tasks disagree about the sign of a coordinate, one of the two is kept, the positive one with the ' +
    'probability P = ½ (1 + Σ gᵢ / Σ |gᵢ|), and gradients of the other are dropped there.',
  cite: 'Chen et al., Just pick a sign: optimizing deep multitask models with gradient sign dropout, NeurIPS 2020',
  params: {
    leak: number({ doc: 'Share of what is dropped that passes all the same.', default: 0, min: 0, max: 1 }),
  },
  example: 'gradDrop(leak: 0)',
  needs: 'coordinates',
  keeps: ['anyOrder'],
  tasks: 2,
  combine({ leak }, g, random) {
    const total = g.reduce(add);
    const p = multiply(
      add(constant(1), divide(total, maximum(g.map(abs).reduce(add), constant(TINY)))),
      constant(0.5),
    );
    const up = g.map(relu).reduce(add);
    const down = g.map((each) => minimum(each, constant(0))).reduce(add);
    const kept = where(less(random('sign', total.shape), p), up, down);
    return add(multiply(kept, constant(1 - leak)), multiply(total, constant(leak)));
  },
});

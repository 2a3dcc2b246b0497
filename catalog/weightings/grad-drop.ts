/** The weighting that lets each coordinate keep one sign, by chance. */
import { abs, add, constant, divide, less, maximum, minimum, multiply, relu, sum, where } from '../../graph';
import { TINY } from '../common/gramian';
import { defineDirectionWeighting } from '../declaration';
import { number } from '../parameter';

export const gradDrop = defineDirectionWeighting({
  name: 'gradDrop',
  doc:
    'Gradient sign dropout: where the tasks disagree about the sign of a coordinate, one of the two is kept, the positive one with the ' +
    'probability P = ½ (1 + Σ gᵢ / Σ |gᵢ|), and gradients of the other are dropped there.',
  cite: 'Chen et al., Just pick a sign: optimizing deep multitask models with gradient sign dropout, NeurIPS 2020',
  params: {
    leak: number({ doc: 'Share of what is dropped that passes all the same.', default: 0, min: 0, max: 1 }),
  },
  example: 'gradDrop(leak: 0)',
  needs: 'gradients',
  keeps: ['anyOrder'],
  tasks: 2,
  combine({ leak }, { jacobian: g, present, random }) {
    const u = random('sign', [g.shape[1]!]);
    const total = sum(g, [0]);
    const p = multiply(
      add(constant(1), divide(total, maximum(sum(abs(g), [0]), constant(TINY)))),
      constant(0.5),
    );
    const kept = where(less(u, p), sum(relu(g), [0]), sum(minimum(g, constant(0)), [0]));
    return {
      direction: add(multiply(kept, constant(1 - leak)), multiply(total, constant(leak))),
      weights: present,
    };
  },
});

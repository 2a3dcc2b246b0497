/** The weighting that removes from each gradient what conflicts with the others. */
import {
  and,
  constant,
  divide,
  greater,
  less,
  matmul,
  multiply,
  reshape,
  subtract,
  sum,
  where,
} from '../../graph';
import { identity, squaredNorms, tasksOf } from '../common/gramian';
import { meetOthers } from '../common/random-order';
import { defineGradientWeighting } from '../declaration';

export const pcgrad = defineGradientWeighting({
  name: 'pcgrad',
  doc:
    'Gradient surgery: each gradient meets the others in an order by chance, and where the two point apart (gᵢ · gⱼ < 0) it loses ' +
    'its part along the other; what is left is added up.',
  cite: 'Yu et al., Gradient surgery for multi-task learning, NeurIPS 2020',
  params: {},
  example: 'pcgrad',
  needs: 'gramian',
  keeps: ['linear'],
  tasks: 2,
  combine(_, { gramian, present, random }) {
    const tasks = tasksOf(gramian);
    const norms = squaredNorms(gramian);
    // Row i: what the surgically changed gradient i is made of.
    let a = identity(tasks);
    meetOthers(random('order', [tasks, tasks]), (met) => {
      const product = sum(multiply(matmul(a, gramian), met), [1]);
      const norm = sum(multiply(met, norms), [1]);
      const conflicts = and(less(product, constant(0)), greater(norm, constant(0)));
      const part = where(conflicts, divide(product, where(conflicts, norm, constant(1))), constant(0));
      a = subtract(a, multiply(reshape(part, [tasks, 1]), met));
    });
    return { weights: sum(multiply(a, reshape(present, [tasks, 1])), [0]) };
  },
});

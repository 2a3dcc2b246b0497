/** The weighting that brings the angles between gradients to a running goal. */
import {
  add,
  and,
  constant,
  divide,
  greater,
  less,
  matmul,
  maximum,
  minimum,
  multiply,
  reshape,
  sqrt,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { identity, squaredNorms, tasksOf, TINY } from '../common/gramian';
import { meetOthers } from '../common/random-order';
import { defineGradientWeighting } from '../declaration';
import { number } from '../parameter';

/** No angle is closer to 0 or 180 degrees. */
const MOST = 1 - 1e-6;

export const gradVac = defineGradientWeighting({
  name: 'gradVac',
  doc:
    'Gradient vaccine: as pcgrad, with a running mean of the cosine of each pair of gradients as the goal: where two point further ' +
    'apart than they used to, the one is turned towards the other until they do not.',
  cite: 'Wang, Tsvetkov, Firat & Cao, Gradient vaccine, ICLR 2021',
  params: {
    beta: number({ doc: 'How much of the goal each step renews.', default: 0.5, min: 0, max: 1 }),
  },
  example: 'gradVac(beta: 0.5)',
  needs: 'gramian',
  keeps: ['linear'],
  tasks: 2,
  moved: { goal: { each: 'pair', start: 0 } },
  combine({ beta }, { gramian, present, random, moved }) {
    const tasks = tasksOf(gramian);
    const norms = sqrt(squaredNorms(gramian));
    const goals = moved['goal']!;
    let a = identity(tasks);
    let next = goals;
    meetOthers(random('order', [tasks, tasks]), (met) => {
      const along = matmul(a, gramian);
      const own = sqrt(maximum(sum(multiply(along, a), [1]), constant(0)));
      const other = sum(multiply(met, norms), [1]);
      const product = sum(multiply(along, met), [1]);
      const lengths = multiply(own, other);
      const isThere = greater(lengths, constant(TINY));
      const cosine = clamp(divide(product, where(isThere, lengths, constant(1))));
      const goal = clamp(sum(multiply(goals, met), [1]));
      // gᵢ += ‖gᵢ‖ (φ̂ √(1-φ²) - φ √(1-φ̂²)) / (‖gⱼ‖ √(1-φ̂²)) gⱼ brings their cosine φ to φ̂.
      const turn = divide(
        multiply(own, subtract(multiply(goal, sine(cosine)), multiply(cosine, sine(goal)))),
        multiply(where(isThere, other, constant(1)), sine(goal)),
      );
      const isApart = and(isThere, less(cosine, goal));
      a = add(a, multiply(column(where(isApart, turn, constant(0))), met));
      const renewed = where(isThere, subtract(cosine, goal), constant(0));
      next = add(next, multiply(met, column(multiply(renewed, constant(beta)))));
    });
    return { weights: sum(multiply(a, column(present)), [0]), moved: { goal: next } };
  },
});

const clamp = (cosine: Tensor): Tensor => maximum(minimum(cosine, constant(MOST)), constant(-MOST));
const sine = (cosine: Tensor): Tensor => sqrt(subtract(constant(1), multiply(cosine, cosine)));
const column = (x: Tensor): Tensor => reshape(x, [x.shape[0]!, 1]);

/** The weighting that helps the worst task near the mean gradient. */
import {
  add,
  constant,
  divide,
  less,
  matmul,
  maximum,
  multiply,
  or,
  relu,
  reshape,
  sqrt,
  subtract,
  sum,
  where,
} from '../../graph';
import { lengthAlong, regular, tasksOf, TINY } from '../common/gramian';
import { bestOf, inverseWithin, keepsTo, mostTasks, setsOf } from '../common/supports';
import { defineGradientWeighting } from '../declaration';
import { number } from '../parameter';

export const cagrad = defineGradientWeighting({
  name: 'cagrad',
  doc:
    'Conflict-averse gradient descent: within ‖d - g₀‖ ≤ c ‖g₀‖ of the mean gradient g₀, the direction d along which the task that ' +
    'gains least gains most; divided by 1 + c.',
  cite: 'Liu, Liu, Jin, Stone & Liu, Conflict-averse gradient descent for multi-task learning, NeurIPS 2021',
  params: {
    c: number({
      doc: 'How far from the mean gradient. 0 is the mean gradient; from 1 on no task is harmed.',
      default: 0.5,
      min: 0,
    }),
  },
  example: 'cagrad(c: 0.5)',
  needs: 'gramian',
  keeps: ['anyOrder'],
  tasks: 2,
  most: mostTasks,
  combine({ c }, { gramian, present }) {
    const g = regular(gramian, 1e-6);
    const tasks = tasksOf(g);
    const sets = setsOf(tasks, 'without empty');
    const [count] = sets.shape as [number];
    const mean = divide(present, maximum(sum(present), constant(1)));
    // min wᵀ b + k √(wᵀ G w) over mixtures w, with b = G · mean and k = c ‖g₀‖. Within a set of tasks the slope is λ for all:
    // w = (√(wᵀ G w) / k) (λ q - p), p = G⁻¹ b, q = G⁻¹ 1, and (λ q - p)ᵀ G (λ q - p) = k² gives λ.
    const b = reshape(matmul(g, reshape(mean, [tasks, 1])), [tasks]);
    const k = multiply(lengthAlong(g, mean), constant(c));
    const inverse = inverseWithin(g, sets);
    const p = reshape(matmul(inverse, reshape(b, [tasks, 1])), [count, tasks]);
    const q = sum(inverse, [2]);
    const [qq, pq, pp] = [sum(q, [1]), sum(p, [1]), sum(multiply(p, b), [1])];
    const discriminant = subtract(multiply(pq, pq), multiply(qq, subtract(pp, multiply(k, k))));
    const root = sqrt(maximum(discriminant, constant(0)));
    const lambda = divide(add(pq, root), qq);
    const free = subtract(multiply(reshape(lambda, [count, 1]), q), p);
    // A single task is a mixture whatever the slopes.
    const isAlone = less(sum(sets, [1]), constant(1.5));
    const mixed = divide(free, reshape(maximum(root, constant(TINY)), [count, 1]));
    const w = where(reshape(isAlone, [count, 1]), sets, mixed);
    const within = matmul(w, g);
    const length = sqrt(maximum(sum(multiply(within, w), [1]), constant(0)));
    const objective = add(sum(multiply(w, b), [1]), multiply(k, length));
    const allowed = keepsTo(sets, present, w);
    const isFound = or(isAlone, less(constant(TINY), discriminant));
    const best = relu(bestOf(w, where(isFound, objective, constant(1e29)), allowed));
    const reach = divide(k, maximum(lengthAlong(g, best), constant(TINY)));
    return { weights: divide(add(mean, multiply(best, reach)), constant(1 + c)) };
  },
});

/** The weights w > 0 with G w = w^-p, element by element, at which the tasks share progress in a fair way. */
import {
  add,
  and,
  constant,
  divide,
  exp,
  greater,
  log,
  multiply,
  reshape,
  scan,
  sqrt,
  subtract,
  sum,
  where,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { identity, squaredNorms, tasksOf, times, traceOf } from './gramian';
import { inverseWithin } from './supports';

/** Newton's method squares its error when it is near; these are enough for opposite gradients. */
const passes = 24;

/**
 * Written for unit gradients, so that no scale of a loss matters: with the lengths n, w = u / n and C the cosines, C u = n^(p-1) u^-p. Newton's method on
 * the convex objective behind it, with steps of t = 1 / (1 + ‖δ / u‖) of what it asks for, so that u stays above zero. [tasks]; 1 for a task that
 * has no labels or no gradient.
 */
export function fairWeights(gramian: Tensor, present: Tensor, p: number): Tensor {
  const tasks = tasksOf(gramian);
  const one = constant(1, [tasks]);
  const trace = traceOf(gramian);
  const lengths = sqrt(divide(squaredNorms(gramian), trace));
  const isThere = and(greater(present, constant(0)), greater(lengths, constant(SHORTEST)));
  const there = where(isThere, one, constant(0));
  const n = where(isThere, lengths, one);
  const outer = multiply(reshape(n, [tasks, 1]), n);
  const cosines = add(divide(divide(gramian, trace), outer), multiply(identity(tasks), constant(RIDGE)));
  const share = power(n, p - 1);
  const pass = ([u]: readonly Tensor[]) => {
    const wanted = multiply(share, power(u!, -p));
    const slope = subtract(times(cosines, multiply(u!, there)), wanted);
    const bend = multiply(divide(wanted, u!), constant(p));
    const matrix = add(cosines, multiply(identity(tasks), reshape(bend, [tasks, 1])));
    const inverse = reshape(inverseWithin(matrix, reshape(there, [1, tasks])), [tasks, tasks]);
    const delta = multiply(times(inverse, slope), there);
    const relative = divide(delta, u!);
    const length = sqrt(sum(multiply(relative, relative)));
    return { carries: [subtract(u!, divide(delta, add(constant(1), length)))], outputs: [] };
  };
  const start = power(share, 1 / (1 + p));
  const { carries } = scan({ carries: [start], sequences: [constant(0, [passes, 1])] }, pass);
  // G was divided by its trace: w scales with its power of -1 / (1 + p).
  const w = multiply(divide(carries[0]!, n), power(trace, -1 / (1 + p)));
  return where(isThere, w, one);
}

/** Of a gradient, beside the others; a shorter one is none. */
const SHORTEST = 1e-6;

/** Gradients that are opposite have no bargain; this keeps it finite. */
const RIDGE = 1e-6;

const power = (x: Tensor, exponent: number): Tensor => exp(multiply(log(x), constant(exponent)));

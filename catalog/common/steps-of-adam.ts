/** Numbers of the tasks that a weighting moves on by steps of Adam of its own, beside the optimizer of the model. */
import { add, constant } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { followMoments } from './moments';

/** What is kept for it, for each task: starts of `moved`. */
export const adamStarts = { sum: 0, sumOfSquares: 0, updates: 0 } as const;

/** With the constants of the paper. */
const published = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** How far a step against `slope` [tasks] moves each number down, and what is kept of it. */
export function stepOfAdam(
  slope: Tensor,
  moved: Readonly<Record<string, Tensor>>,
  rate: number,
): { readonly move: Tensor; readonly moved: Readonly<Record<string, Tensor>> } {
  const step = add(moved['updates']!, constant(1));
  const { move, slots } = followMoments(published, {
    gradient: slope,
    slots: moved,
    rate: constant(rate),
    step,
  });
  return { move, moved: { ...slots, updates: step } };
}

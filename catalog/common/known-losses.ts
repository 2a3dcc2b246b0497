/** Losses as logarithms and ratios take them. */
import { constant, greater, maximum, where } from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** A loss of zero has no logarithm; it counts as this. */
const LEAST = 1e-30;

/** `losses` [tasks] above zero; that of a task without labels (`present` [tasks] is 0) counts as 1. */
export const knownLosses = (losses: Tensor, present: Tensor): Tensor =>
  where(greater(present, constant(0)), maximum(losses, constant(LEAST)), constant(1));

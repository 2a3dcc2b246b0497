/** The gradient of a choice between two tensors. */
import type { GradientRule } from '../gradient-rule';
import { constant, where } from '../ops';
import type { Tensor } from '../tensor';
import { sumTo } from './sum-to';

const ofWhere: GradientRule = ({ inputs }, [dy]) => {
  if (dy === undefined) return [];
  const [condition, a, b] = inputs as [Tensor, Tensor, Tensor];
  const none = constant(0);
  return [undefined, sumTo(where(condition, dy, none), a.shape), sumTo(where(condition, none, dy), b.shape)];
};

export const logicGradients = { and: null, or: null, not: null, where: ofWhere };

/** The running moments of gradients that Adam and its kin step along. */
import { add, constant, divide, exp, multiply, sqrt, square, tanh } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import type { OptimizerStep } from '../declaration';
import { number } from '../parameter';

/** Parameters of the moments, with the defaults of the paper. */
export const momentParameters = {
  beta1: number({
    doc: 'Share of the mean gradient that is kept in every step.',
    default: 0.9,
    published: true,
    min: 0,
    below: 1,
  }),
  beta2: number({
    doc: 'Share of the mean square that is kept in every step.',
    default: 0.999,
    published: true,
    min: 0,
    below: 1,
  }),
  epsilon: number({
    doc: 'Added to the root of the mean square, so that nothing divides by zero.',
    default: 1e-8,
    above: 0,
  }),
} as const;

/** Names of what is kept beside each parameter tensor. */
export const momentSlots = ['sum', 'sumOfSquares'] as const;

/**
 * How far Adam moves a parameter in a step, η m̂ / (√v̂ + ε), and the new moments. In place of the means m and v their
 * decayed sums are kept, m / (1 - β₁) and v / (1 - β₂), and all that does not depend on the parameter is moved into two
 * scalars: ten passes over each tensor instead of thirteen, which is what a step of a small model takes its time for.
 */
export function followMoments(
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
  { gradient, slots, rate, step }: Pick<OptimizerStep, 'gradient' | 'slots' | 'rate' | 'step'>,
): { readonly move: Tensor; readonly slots: OptimizerStep['slots'] } {
  const sum = decayedSum(slots['sum']!, gradient, beta1);
  const sumOfSquares = decayedSum(slots['sumOfSquares']!, square(gradient), beta2);
  // m̂ = share₁ sum and v̂ = share₂ sumOfSquares, so that m̂ / (√v̂ + ε) = share₁ / √share₂ · sum / (√sumOfSquares + ε / √share₂).
  const rootOfShare2 = sqrt(shareOfNewest(beta2, step));
  const factor = divide(multiply(rate, shareOfNewest(beta1, step)), rootOfShare2);
  const shift = divide(constant(epsilon), rootOfShare2);
  const move = multiply(factor, divide(sum, add(sqrt(sumOfSquares), shift)));
  return { move, slots: { sum, sumOfSquares } };
}

const decayedSum = (sum: Tensor, value: Tensor, beta: number): Tensor =>
  add(multiply(sum, constant(beta)), value);

/**
 * (1 - β) / (1 - βᵗ), the share that a decayed sum of t values gives to its newest one in their mean. With x = -t log β,
 * 1 - βᵗ is tanh(x / 2) (1 + e⁻ˣ): written so, it does not lose four digits to cancellation in float32 when β is near 1.
 */
function shareOfNewest(beta: number, step: Tensor): Tensor {
  if (beta === 0) return constant(1);
  const logOfPower = multiply(step, constant(Math.log(beta)));
  const rest = multiply(tanh(multiply(logOfPower, constant(-0.5))), add(constant(1), exp(logOfPower)));
  return divide(constant(1 - beta), rest);
}

/** The running moments of gradients that Adam and its kin step along. */
import { add, constant, divide, exp, multiply, sqrt, square, tanh } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { number } from '../parameter';

/** Parameters of the moments, with the defaults of the paper. */
export const momentParameters = {
  beta1: number({
    doc: 'Share of the mean gradient that is kept in every step.',
    default: 0.9,
    min: 0,
    below: 1,
  }),
  beta2: number({
    doc: 'Share of the mean square that is kept in every step.',
    default: 0.999,
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
export const momentSlots = ['mean', 'meanSquare'] as const;

/**
 * The direction m̂ / (√v̂ + ε) of Adam, and the new moments. Written as in section 2 of the paper, with the corrections
 * for the start moved into scalars, which saves two passes over each parameter tensor.
 */
export function followMoments(
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
  { gradient, slots, step }: { gradient: Tensor; slots: Readonly<Record<string, Tensor>>; step: Tensor },
): { readonly direction: Tensor; readonly slots: Readonly<Record<string, Tensor>> } {
  const mean = running(slots['mean']!, gradient, beta1);
  const meanSquare = running(slots['meanSquare']!, square(gradient), beta2);
  // m̂ / (√v̂ + ε) with m̂ = m / c1, v̂ = v / c2 equals (√c2 / c1) m / (√v + ε √c2).
  const rootOfC2 = sqrt(oneMinusPower(beta2, step));
  const shift = multiply(rootOfC2, constant(epsilon));
  const factor = divide(rootOfC2, oneMinusPower(beta1, step));
  const direction = multiply(factor, divide(mean, add(sqrt(meanSquare), shift)));
  return { direction, slots: { mean, meanSquare } };
}

const running = (mean: Tensor, value: Tensor, beta: number): Tensor =>
  add(multiply(mean, constant(beta)), multiply(value, constant(1 - beta)));

/** 1 - βᵗ without the cancellation that costs β₂ four digits in float32: with x = -t log β it is tanh(x/2) (1 + e⁻ˣ). */
function oneMinusPower(beta: number, step: Tensor): Tensor {
  if (beta === 0) return constant(1);
  const logOfPower = multiply(step, constant(Math.log(beta)));
  return multiply(tanh(multiply(logOfPower, constant(-0.5))), add(constant(1), exp(logOfPower)));
}

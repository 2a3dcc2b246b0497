/** Selectors that pick one expert each by a binary code, smoothly enough to be trained. */
import {
  add,
  constant,
  divide,
  log,
  maximum,
  minimum,
  multiply,
  negate,
  slice,
  subtract,
  sum,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';

/** S(t) = -2t³/γ³ + 3t/(2γ) + ½ between -γ/2 and γ/2, 0 below and 1 above. Hazimeh et al., The tree ensemble layer, ICML 2020 */
export function smoothStep(t: Tensor, gamma: number): Tensor {
  const inside = maximum(minimum(t, constant(gamma / 2)), constant(-gamma / 2));
  const cube = multiply(multiply(inside, inside), inside);
  return add(
    add(multiply(cube, constant(-2 / gamma ** 3)), multiply(inside, constant(3 / (2 * gamma)))),
    constant(0.5),
  );
}

/** Digits of the binary code of one of so many experts. */
export const digitsFor = (experts: number): number => Math.ceil(Math.log2(experts));

/**
 * r(z)_e = Π_j S(z_j) where digit j of e is 1, and 1 - S(z_j) where it is 0: [rows, selectors, experts], of `z`
 * [rows, selectors, digits].
 */
export function selected(z: Tensor, experts: number, gamma: number): Tensor {
  const digits = z.shape[2]!;
  const s = smoothStep(z, gamma);
  const factors = Array.from({ length: digits }, (_, j) => {
    const ones = constant(
      Array.from({ length: experts }, (__, e) => (e >> j) & 1),
      [experts],
    );
    const digit = slice(s, 2, j, j + 1);
    // S where the digit is 1, 1 - S where it is 0.
    return add(multiply(ones, digit), multiply(subtract(constant(1), ones), subtract(constant(1), digit)));
  });
  return factors.reduce(multiply);
}

/** Σ of the entropies -Σ_e r_e log r_e of the selectors, for each row: [rows]. */
export function entropyOf(r: Tensor): Tensor {
  const bounded = maximum(r, constant(TINY));
  return negate(sum(multiply(r, log(bounded)), [1, 2]));
}

/** Σ 1 / Σ_e r_e, which keeps selectors away from codes that no expert has, for each row: [rows]. */
export const strayingOf = (r: Tensor): Tensor =>
  sum(divide(constant(1), maximum(sum(r, [2]), constant(TINY))), [1]);

const TINY = 1e-6;

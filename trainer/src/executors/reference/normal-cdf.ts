/** The distribution function of the standard normal distribution to double precision, which the language does not have. */

/** Φ(x) = (1 + erf(x / √2)) / 2. */
export const normalCdf = (x: number): number => (1 + erf(x * Math.SQRT1_2)) / 2;

/**
 * 2/sqrt(pi) exp(-x^2) times the sum of 2^n x^(2n+1) / (2n+1)!!, whose terms are all of one sign (Abramowitz & Stegun,
 * Handbook of Mathematical Functions, 7.1.6). Beyond 6 it is 1 to the last bit.
 */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > Math.abs(total) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return Number.isNaN(x) ? x : ((2 / Math.sqrt(Math.PI)) * total) / Math.exp(x * x);
}

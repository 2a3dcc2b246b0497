/**
 * How much privacy is spent: Rényi divergences of the Gaussian mechanism over a random sample, which add up over rounds, and the epsilon
 * that they come to. Mironov, Talwar & Zhang, Rényi differential privacy of the sampled Gaussian mechanism, arXiv:1908.10530, 2019.
 */

/** Orders α of the divergences: close to each other where many rounds or little noise have their best one, few where there is much noise. */
const orders: readonly number[] = [
  ...Array.from({ length: 99 }, (_, index) => 1 + (index + 1) / 10),
  ...Array.from({ length: 53 }, (_, index) => 11 + index),
  128,
  256,
  512,
  1024,
];

/** A divergence for each order. */
export type Divergences = readonly number[];

/**
 * Of one round in which each participant takes part with probability `q`, changes the sum by a length of at most 1, and the sum gets noise
 * of deviation `sigma`.
 */
export function subsampledGaussian(q: number, sigma: number): Divergences {
  const key = `${q} ${sigma}`;
  const found = known.get(key) ?? orders.map((alpha) => divergence(q, sigma, alpha));
  known.clear();
  known.set(key, found);
  return found;
}

/** The last ones: the same are asked for after each round. */
const known = new Map<string, Divergences>();

/** After `rounds` rounds, for this delta: the best of all orders. Balle, Barthe, Gaboardi, Hsu & Sato, AISTATS 2020, theorem 21. */
export function epsilonOf(divergences: Divergences, rounds: number, delta: number): number {
  const bounds = orders.map((alpha, index) => {
    const spent = rounds * divergences[index]!;
    return spent + Math.log1p(-1 / alpha) - Math.log(delta * alpha) / (alpha - 1);
  });
  return Math.max(0, Math.min(...bounds));
}

/** log(E over z ~ N(0, σ²) of ((1 - q) + q exp((2z - 1) / 2σ²))^α) / (α - 1) */
function divergence(q: number, sigma: number, alpha: number): number {
  if (q === 1) return alpha / (2 * sigma ** 2);
  const moment = Number.isInteger(alpha) ? wholeMoment(q, sigma, alpha) : brokenMoment(q, sigma, alpha);
  return moment / (alpha - 1);
}

/** The logarithm of Σ over k of C(α, k) (1 - q)^(α - k) q^k exp((k² - k) / 2σ²), the same for a whole α. */
function wholeMoment(q: number, sigma: number, alpha: number): number {
  let choices = 0;
  const terms = Array.from({ length: alpha + 1 }, (_, k) => {
    if (k > 0) choices += Math.log((alpha - k + 1) / k);
    return choices + (alpha - k) * Math.log1p(-q) + k * Math.log(q) + (k * k - k) / (2 * sigma ** 2);
  });
  return logOfSum(terms);
}

/** By sums over equal steps, which are exact to the last digits for a function as smooth as this one that vanishes on both sides. */
function brokenMoment(q: number, sigma: number, alpha: number): number {
  const step = Math.min(sigma, sigma ** 2) / 4;
  const [from, to] = [-10 * sigma, alpha + 10 * sigma];
  const steps = Math.ceil((to - from) / step);
  const terms = Array.from({ length: steps + 1 }, (_, index) => {
    const z = from + index * step;
    const ratio = logOfSum([Math.log1p(-q), Math.log(q) + (2 * z - 1) / (2 * sigma ** 2)]);
    return alpha * ratio - z ** 2 / (2 * sigma ** 2);
  });
  return logOfSum(terms) + Math.log(step / (sigma * Math.sqrt(2 * Math.PI)));
}

/** Of the numbers whose logarithms these are. */
function logOfSum(logs: readonly number[]): number {
  let largest = -Infinity;
  for (const log of logs) if (log > largest) largest = log;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - largest);
  return largest + Math.log(sum);
}

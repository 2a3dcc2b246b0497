/** How far probabilities of classes are from each other, in nats; each of [rows, classes], the results of [rows]. */
import { constant, exp, log, maximum, multiply, negate, subtract, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { meanOf } from './mean-of';

/** What is the logarithm of less than this is no probability that float32 could have. */
const tiny = constant(1e-30);

/** H(p, q) = -Σ p log q. */
export const crossEntropyOf = (p: Tensor, log_q: Tensor): Tensor => negate(sum(multiply(p, log_q), [1]));

/** KL(p ‖ q) = Σ p (log p - log q). Kullback and Leibler, 1951. */
export const klDivergence = (log_p: Tensor, log_q: Tensor): Tensor =>
  sum(multiply(exp(log_p), subtract(log_p, log_q)), [1]);

/** H(m) - 1/K Σ H(pₖ) with the mean m of the probabilities of K networks. Lin, IEEE Trans. Information Theory 37(1), 1991. */
export function jsDivergence(log_p: readonly Tensor[]): Tensor {
  const m = meanOf(log_p.map((each) => exp(each)));
  const entropies = log_p.map((each) => crossEntropyOf(exp(each), each));
  return subtract(crossEntropyOf(m, log(maximum(m, tiny))), meanOf(entropies));
}

/** Deep co-training: networks agree on rows, and each stands firm where another one errs. */
import {
  add,
  constant,
  exp,
  gradients,
  logSoftmax,
  max,
  multiply,
  sign,
  stopGradient,
  sum,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { crossEntropyOf, jsDivergence } from '../common/divergences';
import { meanOverRows } from '../common/mean-over-rows';
import { defineStepCotraining, type TeachingStep } from '../declaration';
import { number } from '../parameter';

export const deepCotraining = defineStepCotraining({
  name: 'deepCotraining',
  doc:
    'Adds to the losses how far the networks disagree on unlabelled rows, λ JS(p₁, p₂), of which each step takes as many again, and keeps networks that read the same ' +
    'columns different: each one learns to say of rows that were changed to mislead another what that says of them unchanged, ' +
    'λ′ (H(p₁(x), p₂(g₁(x))) + H(p₂(x), p₁(g₂(x)))), where gₖ moves every input by `step` the way that network k is least sure of its class. The loss that is shown ' +
    'includes both.',
  cite: 'Qiao, Shen, Zhang, Wang and Yuille, Deep co-training for semi-supervised image recognition, ECCV 2018',
  params: {
    lambda: number({ doc: 'What agreement on unlabelled rows counts, λ.', default: 1, min: 0 }),
    difference: number({
      doc: 'What firmness on rows that mislead another network counts, λ′.',
      default: 0.5,
      min: 0,
    }),
    step: number({
      doc: 'How far each number of an input is moved.',
      default: 0.02,
      min: 0,
    }),
  },
  example: 'deepCotraining(lambda: 1)',
  fits: ['classes', 'binary'],
  least: 2,
  apart: false,
  needsPool: true,
  unlabelled: 1,
  teach({ lambda, difference, step }, now) {
    const { scores, labelled, counted } = now;
    const log_p = scores.map((z) => logSoftmax(z));
    const unlabelled = add(counted, multiply(labelled, constant(-1)));
    const L_cot = meanOverRows(jsDivergence(log_p), unlabelled);
    const L_dif = log_p
      .map((log_pk, k) => {
        const log_q = now.on(mislead(log_pk, now, step)).scores.map((z) => logSoftmax(z));
        // Of more than two networks each stands firm where the one before it is misled.
        return meanOverRows(crossEntropyOf(exp(log_pk), log_q[(k + 1) % log_q.length]!), counted);
      })
      .reduce(add);
    return { extra: add(multiply(L_cot, constant(lambda)), multiply(L_dif, constant(difference))) };
  },
});

/**
 * g(x) = x + ε sign(∂/∂x -log p(ŷ | x)), where ŷ is the likeliest class. Goodfellow, Shlens and Szegedy, Explaining and harnessing adversarial
 * examples, ICLR 2015.
 */
function mislead(log_p: Tensor, { inputs }: TeachingStep, epsilon: number): Readonly<Record<string, Tensor>> {
  const surest = sum(max(log_p, [1]));
  const slopes = gradients(surest, Object.values(inputs));
  const moved = Object.entries(inputs).map(([name, x], at) => {
    const away = multiply(sign(stopGradient(slopes[at]!)), constant(-epsilon));
    return [name, add(x, away)] as const;
  });
  return Object.fromEntries(moved);
}

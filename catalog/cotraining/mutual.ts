/** Deep mutual learning: each network learns the probabilities of the others beside the labels. */
import { add, constant, divide, logSoftmax, multiply, stopGradient } from '../../graph';
import { klDivergence } from '../common/divergences';
import { meanOverRows } from '../common/mean-over-rows';
import { defineStepCotraining } from '../declaration';
import { number } from '../parameter';

export const mutual = defineStepCotraining({
  name: 'mutual',
  doc:
    'Adds to the loss of each network how far the probabilities of the K - 1 others are from its own, 1 / (K - 1) Σ KL(pⱼ ‖ pₖ), on labelled rows and on ' +
    'unlabelled ones, of which each step takes as many again. The loss that is shown includes it. A `temperature` T softens the probabilities, ' +
    'and the term is multiplied with T², which keeps its gradients as large.',
  cite: 'Zhang, Xiang, Hospedales and Lu, Deep mutual learning, CVPR 2018',
  params: {
    temperature: number({
      doc: 'What scores are divided by before they become probabilities.',
      default: 1,
      above: 0,
    }),
  },
  example: 'mutual(temperature: 1)',
  fits: ['classes', 'binary'],
  least: 2,
  apart: false,
  needsPool: false,
  unlabelled: 1,
  teach({ temperature: T }, { scores, counted }) {
    const log_p = scores.map((z) => logSoftmax(divide(z, constant(T))));
    const divergences = log_p.flatMap((log_pk, k) =>
      log_p.filter((_, j) => j !== k).map((log_pj) => klDivergence(stopGradient(log_pj), log_pk)),
    );
    const each = divergences.reduce(add);
    return { extra: multiply(meanOverRows(each, counted), constant(T ** 2 / (scores.length - 1))) };
  },
});

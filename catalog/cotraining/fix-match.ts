/** FixMatch: what networks are sure of, they learn to see in strongly distorted rows. */
import {
  cast,
  constant,
  greaterEqual,
  logSoftmax,
  max,
  multiply,
  oneHot,
  argMax,
  softmax,
  stopGradient,
  add,
} from '../../graph';
import { crossEntropyOf } from '../common/divergences';
import { meanOf } from '../common/mean-of';
import { meanOverRows } from '../common/mean-over-rows';
import { defineStepCotraining } from '../declaration';
import { number } from '../parameter';

export const fixMatch = defineStepCotraining({
  name: 'fixMatch',
  doc:
    'Adds to the loss of each network what a strongly distorted version of an unlabelled row costs it, where the label is the class that the networks’ mean ' +
    'probability q gives the weakly distorted row: 1[max q ≥ τ] H(argmax q, pₖ(strong)). Labelled rows are weakly distorted too. Each step takes seven unlabelled rows for each row of `batch`. Images are ' +
    'moved, and for a strong distortion brightened and covered in part; of numbers and categories 5 or 30 % are those of another row; of words as many ' +
    'are unknown. The loss that is shown includes it.',
  cite: 'Sohn et al., FixMatch: simplifying semi-supervised learning with consistency and confidence, NeurIPS 2020',
  params: {
    threshold: number({
      doc: 'The least probability of a class that is learned, τ.',
      default: 0.95,
      min: 0,
      max: 1,
    }),
    weight: number({ doc: 'What unlabelled rows count beside labelled ones.', default: 1, min: 0 }),
  },
  example: 'fixMatch(threshold: 0.95)',
  fits: ['classes', 'binary'],
  least: 1,
  apart: false,
  needsPool: true,
  unlabelled: 7,
  teach({ threshold: tau, weight: lambda }, now) {
    const unlabelled = add(now.counted, multiply(now.labelled, constant(-1)));
    const weak = now.on(now.distort('weak'));
    const q = stopGradient(meanOf(weak.scores.map((z) => softmax(z))));
    const label = oneHot(argMax(q, 1), q.shape[1]!);
    const isSure = cast(greaterEqual(max(q, [1]), constant(tau)), 'float32');
    const strong = now.on(now.distort('strong')).scores.map((z) => logSoftmax(z));
    const H = strong.map((log_p) => multiply(isSure, crossEntropyOf(label, log_p))).reduce(add);
    return { losses: weak.losses, extra: multiply(meanOverRows(H, unlabelled), constant(lambda)) };
  },
});

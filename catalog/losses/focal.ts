/** The cross-entropy that turns away from what is learned already. */
import {
  constant,
  exp,
  log,
  logSoftmax,
  maximum,
  mean,
  multiply,
  negate,
  softplus,
  subtract,
  sum,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { classVectors, isClassIndex } from '../common/class-labels';
import { classWeights } from '../common/class-weights';
import { defineLoss } from '../declaration';
import { CATEGORIES } from '../common/fits';
import { number } from '../parameter';

/** Below this share, what is left to learn counts as nothing; its logarithm stays finite in float32. */
const NOTHING = 1e-30;

export const focal = defineLoss({
  name: 'focal',
  doc:
    'The cross-entropy, scaled down where the truth is already found probable: -(1 - p)^γ log p. For classes or labels ' +
    'of which some are rare.',
  cite: 'Lin, Goyal, Girshick, He & Dollár, Focal loss for dense object detection, ICCV 2017',
  params: {
    gamma: number({
      doc: 'How quickly found truths lose weight; 0 is plain cross-entropy.',
      default: 2,
      published: true,
      min: 0,
    }),
    weights: classWeights,
  },
  example: 'focal(gamma: 2)',
  fits: CATEGORIES,
  weighs: 'weights',
  build: ({ gamma }, output, label) =>
    isClassIndex(output, label) ? ofClasses(gamma, output, label) : ofTruths(gamma, output, label),
});

function ofClasses(gamma: number, output: Tensor, label: Tensor): Tensor {
  const truth = classVectors(label, output.shape[1]!);
  const logP = logSoftmax(output);
  const others = sum(multiply(subtract(constant(1), truth), exp(logP)), [1]);
  return weighted(gamma, log(maximum(others, constant(NOTHING))), sum(multiply(truth, logP), [1]));
}

function ofTruths(gamma: number, output: Tensor, label: Tensor): Tensor {
  // z is the log-odds of the truth, whichever it is: log p = -softplus(-z), log(1 - p) = -softplus(z).
  const z = multiply(output, subtract(multiply(label, constant(2)), constant(1)));
  return mean(weighted(gamma, negate(softplus(z)), negate(softplus(negate(z)))), [1]);
}

const weighted = (gamma: number, logRest: Tensor, logP: Tensor): Tensor =>
  negate(multiply(exp(multiply(logRest, constant(gamma))), logP));

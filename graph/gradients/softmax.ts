/** Gradients of softmax and its logarithm. */
import type { GradientRule } from '../gradient-rule';
import { exp, multiply, subtract, sum } from '../ops';

const ofSoftmax: GradientRule = ({ outputs: [y], attributes }, [dy]) => {
  if (dy === undefined) return [];
  const weighted = multiply(dy, y!);
  return [subtract(weighted, multiply(y!, sum(weighted, [attributes.axis as number], true)))];
};

const ofLogSoftmax: GradientRule = ({ outputs: [y], attributes }, [dy]) => [
  dy && subtract(dy, multiply(exp(y!), sum(dy, [attributes.axis as number], true))),
];

export const softmaxGradients = { softmax: ofSoftmax, logSoftmax: ofLogSoftmax };

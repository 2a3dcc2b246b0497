/** The loss of wrong truths. */
import { mean, multiply, softplus, subtract } from '../../graph';
import { classWeights } from '../common/class-weights';
import { defineLoss } from '../declaration';
import { TRUTHS } from '../common/fits';

export const binaryCrossEntropy = defineLoss({
  name: 'binaryCrossEntropy',
  doc: 'The negative logarithm of the probability that is given to what is true, averaged over the labels of a row.',
  params: { weights: classWeights },
  example: 'binaryCrossEntropy',
  fits: TRUTHS,
  weighs: 'weights',
  // From z = log(p / (1 - p)): -y log p - (1 - y) log(1 - p) = log(1 + exp(z)) - y z, which never overflows.
  build: (_, output, label) => mean(subtract(softplus(output), multiply(label, output)), [1]),
});

/** The loss of a wrong class. */
import { logSoftmax, multiply, negate, sum } from '../../graph';
import { classVectors } from '../common/class-labels';
import { defineLoss } from '../declaration';
import { CLASSES } from '../common/fits';

export const crossEntropy = defineLoss({
  name: 'crossEntropy',
  doc: 'The negative logarithm of the probability that is given to the true class: -log p.',
  params: {},
  example: 'crossEntropy',
  fits: CLASSES,
  build: (_, output, label) =>
    negate(sum(multiply(classVectors(label, output.shape[1]!), logSoftmax(output)), [1])),
});

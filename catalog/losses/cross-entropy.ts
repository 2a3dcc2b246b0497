/** The loss of a wrong class. */
import { add, constant, logSoftmax, multiply, negate, sum } from '../../graph';
import { classVectors } from '../common/class-labels';
import { classWeights } from '../common/class-weights';
import { defineLoss } from '../declaration';
import { CLASSES } from '../common/fits';
import { number } from '../parameter';

export const crossEntropy = defineLoss({
  name: 'crossEntropy',
  doc: 'The negative logarithm of the probability that is given to the true class: -log p.',
  params: {
    smoothing: number({
      doc: 'Share of the label that is spread evenly over all classes, so that probabilities stay away from 1.',
      default: 0,
      min: 0,
      below: 1,
    }),
    weights: classWeights,
  },
  example: 'crossEntropy',
  fits: CLASSES,
  weighs: 'weights',
  build({ smoothing }, output, label) {
    const classes = output.shape[1]!;
    const truth = classVectors(label, classes);
    const spread = multiply(truth, constant(1 - smoothing));
    const wanted = smoothing === 0 ? truth : add(spread, constant(smoothing / classes));
    return negate(sum(multiply(wanted, logSoftmax(output)), [1]));
  },
});

/** What a prediction says, and how often it is right: the sums that most metrics of categories are made of. */
import {
  argMax,
  cast,
  concat,
  constant,
  greaterEqual,
  multiply,
  oneHot,
  reshape,
  subtract,
  sum,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { classVectors, isClassIndex } from './class-labels';
import type { MetricInput } from '../declaration';

/** What is predicted and what is true, as 0 and 1: [rows, classes] or [rows, labels]. */
export function decisions({ prediction, label }: MetricInput): { predicted: Tensor; truth: Tensor } {
  if (!isClassIndex(prediction, label)) {
    return { predicted: cast(greaterEqual(prediction, constant(0.5)), 'float32'), truth: label };
  }
  const classes = prediction.shape[1]!;
  return { predicted: oneHot(argMax(prediction, 1), classes), truth: classVectors(label, classes) };
}

/** Column sums of [rows, k] over the rows that count. */
export const maskedSum = (values: Tensor, mask: Tensor): Tensor =>
  sum(multiply(values, reshape(mask, [mask.shape[0]!, 1])), [0]);

/** For every class or label, how often it was found, wrongly claimed, and missed: [3 x k]. */
export function countHits(input: MetricInput): Tensor {
  const { predicted, truth } = decisions(input);
  const found = multiply(predicted, truth);
  return concat(
    [found, subtract(predicted, found), subtract(truth, found)].map((each) => maskedSum(each, input.mask)),
    0,
  );
}

/** Counts of one class or label. */
export interface Hits {
  readonly found: number;
  readonly claimed: number;
  readonly missed: number;
}

/**
 * Mean of `score` over the classes that occur, in truth or in predictions; NaN where none does. A score that would
 * divide by zero counts as 0, as in scikit-learn.
 */
export function macroMean(sums: readonly number[], score: (hits: Hits) => number): number {
  const classes = sums.length / 3;
  const scores = Array.from({ length: classes }, (_, i) => ({
    found: sums[i]!,
    claimed: sums[classes + i]!,
    missed: sums[2 * classes + i]!,
  }))
    .filter(({ found, claimed, missed }) => found + claimed + missed > 0)
    .map((hits) => score(hits));
  return scores.reduce((total, each) => total + each, 0) / scores.length;
}

/** `part / whole`, and 0 where there is no whole. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The output layer of a task, which follows from its target and is not written in a text. */
import type { Call } from '../../contract/plan';
import { text } from '../../contract/text';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit, type Scope } from '../declaration';
import { isImage } from '../common/feature-axis';
import { dense } from '../layers/dense';
import { shapeOfRow } from './describe-shape';
import { singleOutput } from './single-output';

/** `output` holds the numbers that losses read, `prediction` what people read: both [rows, width]. */
export interface Output {
  readonly output: Tensor;
  readonly prediction: Tensor;
}

/**
 * `inputs` are what the last private layer gives, or what the task stands on: [rows, …features]. `columns` is the number of
 * columns that are predicted. The scope's parameters are `weight` and `bias`. Throws GraphError for an unknown target.
 */
export function applyOutput(
  target: Call,
  columns: number,
  inputs: readonly Tensor[],
  scope: Scope,
): Output | Misfit {
  const declared = lookUp('targets', target.name);
  if (declared === undefined) throw new GraphError(target.name, 'the catalog has no such target');
  const args = target.args as Parameters<typeof declared.widths>[0];
  const widths = declared.widths(args, columns);
  if (isMisfit(widths)) return widths;
  const features = singleOutput(inputs);
  if (isMisfit(features)) return features;
  if (scope.vocabulary !== undefined) return unembedded();
  if (features.shape.length !== 2) return unflattened(features);
  const output = dense.build({ units: widths.output, activation: 'linear' }, [features], scope);
  return isMisfit(output) ? output : { output, prediction: declared.predict(args, output) };
}

const unembedded = (): Misfit => ({
  misfit: text('The task needs numbers to predict from, but gets words or categories.'),
  remedy: text('Begin with `embedding`, which looks up a vector for each.'),
  insert: 'embedding',
});

function unflattened(x: Tensor): Misfit {
  const shape = { shape: shapeOfRow(x) };
  return {
    misfit: isImage(x)
      ? text('The task needs rows of features to predict from, but gets images of {shape}.', shape)
      : text('The task needs rows of features to predict from, but gets sequences of {shape}.', shape),
    remedy: text('End with `flatten` or `globalAveragePool`.'),
    insert: 'flatten',
  };
}

/** The output layer of a task, which follows from its target and is not written in a text. */
import type { Call } from '../../contract/plan';
import { text } from '../../contract/text';
import { multiply, reshape } from '../../graph';
import { GraphError, type Tensor } from '../../graph/tensor';
import { lookUp } from '..';
import { isMisfit, type Misfit, type Scope } from '../declaration';
import { outputForms } from './output-forms';
import { singleOutput } from './single-output';

/**
 * `output` holds the numbers that losses read, `prediction` what people read: both [rows, width], or [rows, places, classes] for a
 * target with a class for each step or pixel. Predictions are zero in steps that only fill a row up.
 */
export interface Output {
  /** What the output layer gives, as it is drawn: an image stays one. */
  readonly layer: Tensor;
  readonly output: Tensor;
  readonly prediction: Tensor;
  /** 1 for each true step: [rows, steps]. Absent where every place counts. */
  readonly mask?: Tensor;
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
  const features = singleOutput(inputs);
  if (isMisfit(features)) return features;
  if (scope.vocabulary !== undefined) return unembedded();
  const form = outputForms[declared.each ?? 'row'];
  const unfit = form.unfit(features);
  if (unfit) return unfit;
  const widths = declared.widths(args, columns, declared.each && form.places(features));
  if (isMisfit(widths)) return widths;
  const layer = form.layer(widths.output, features, scope);
  if (isMisfit(layer)) return layer;
  const output = form.arrange(layer);
  const prediction = declared.predict(args, output);
  const { mask } = scope;
  if (declared.each !== 'step' || mask === undefined) return { layer, output, prediction };
  const places = reshape(mask, [...mask.shape, 1]);
  return { layer, output, prediction: multiply(prediction, places), mask };
}

const unembedded = (): Misfit => ({
  misfit: text('The task needs numbers to predict from, but gets words or categories.'),
  remedy: text('Begin with `embedding`, which looks up a vector for each.'),
  insert: 'embedding',
});

/** What an output layer reads and gives: one prediction a row, or one for each step or pixel. */
import { text } from '../../contract/text';
import { reshape, transpose } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { isImage } from '../common/feature-axis';
import type { Misfit, Scope, TargetDeclaration } from '../declaration';
import { conv } from '../layers/conv';
import { dense } from '../layers/dense';
import { shapeOfRow } from './describe-shape';

export interface OutputForm {
  /** Why these features cannot be predicted from; undefined where they can. */
  unfit(features: Tensor): Misfit | undefined;
  /** How many predictions a row of these features has. */
  places(features: Tensor): number;
  /** The output layer, with `width` numbers for each prediction. */
  layer(width: number, features: Tensor, scope: Scope): Tensor | Misfit;
  /** What the layer gives, as losses read it: [rows, width], or [rows, places, width]. */
  arrange(layer: Tensor): Tensor;
}

const linear = { activation: 'linear' } as const;

export const outputForms: Readonly<Record<NonNullable<TargetDeclaration['each']> | 'row', OutputForm>> = {
  row: {
    unfit: (x) => (x.shape.length === 2 ? undefined : unflattened(x)),
    places: () => 1,
    layer: (units, x, scope) => dense.build({ units, ...linear }, [x], scope),
    arrange: (layer) => layer,
  },
  step: {
    unfit: (x) => (x.shape.length === 3 ? undefined : withoutSteps(x)),
    places: (x) => x.shape[1]!,
    layer: (units, x, scope) => dense.build({ units, ...linear }, [x], scope),
    arrange: (layer) => layer,
  },
  pixel: {
    unfit: (x) => (isImage(x) ? undefined : withoutPixels(x)),
    places: (x) => x.shape[2]! * x.shape[3]!,
    layer: (filters, x, scope) =>
      conv.build({ filters, kernel: 1, stride: 1, padding: 'same', ...linear }, [x], scope),
    // Pixel by pixel, as the columns of labels are.
    arrange(layer) {
      const [rows, classes, height, width] = layer.shape as [number, number, number, number];
      return reshape(transpose(layer, [0, 2, 3, 1]), [rows, height * width, classes]);
    },
  },
};

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

const withoutSteps = (x: Tensor): Misfit => ({
  misfit: text('The task predicts a class for each step, but gets {shape} without steps.', {
    shape: shapeOfRow(x),
  }),
  remedy: text('Let it stand on a sequence, and leave out layers that end it, such as `flatten`.'),
});

const withoutPixels = (x: Tensor): Misfit => ({
  misfit: text('The task predicts a class for each pixel, but gets {shape} without pixels.', {
    shape: shapeOfRow(x),
  }),
  remedy: text('Let it stand on an image, and leave out layers that end it, such as `flatten`.'),
});

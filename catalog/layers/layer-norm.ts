/** The normalisation of each row by its own features. */
import { add, constant, divide, mean, sqrt, square, subtract } from '../../graph';
import { defineLayer } from '../declaration';
import { featureAxis } from '../common/feature-axis';
import { scaleAndShift } from '../common/gain-and-bias';
import { number } from '../parameter';

export const layerNorm = defineLayer({
  name: 'layerNorm',
  doc:
    'Gives the features of each row (of each pixel of an image, of each step of a sequence) mean 0 and variance 1, then ' +
    'scales and shifts them by trained numbers.',
  cite: 'Ba, Kiros & Hinton, Layer normalization, 2016',
  params: {
    epsilon: number({
      doc: 'Added to the variance, so that equal features do no harm.',
      default: 1e-5,
      above: 0,
    }),
  },
  example: 'layerNorm',
  build({ epsilon }, [x], scope) {
    const axis = featureAxis(x!);
    const centred = subtract(x!, mean(x!, [axis], true));
    const variance = mean(square(centred), [axis], true);
    return scaleAndShift(divide(centred, sqrt(add(variance, constant(epsilon)))), scope);
  },
});

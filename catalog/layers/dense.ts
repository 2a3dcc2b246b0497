/** The fully connected layer. */
import { add, matmul, reshape } from '../../graph';
import { sizeOf } from '../../graph/tensor';
import { text } from '../../contract/text';
import { activate, activationParameter } from '../common/activate';
import { defineLayer } from '../declaration';
import { isImage } from '../common/feature-axis';
import { shapeOfRow } from '../model/describe-shape';
import { integer } from '../parameter';

export const dense = defineLayer({
  name: 'dense',
  doc: 'Multiplies the features of a row by a trained matrix and adds a trained bias. On a sequence it does so at every step.',
  params: {
    units: integer({ doc: 'How many features come out.', min: 1 }),
    activation: activationParameter,
  },
  example: 'dense(128, relu)',
  build({ units, activation }, [x], scope) {
    if (isImage(x!)) {
      return {
        misfit: text('`dense` reads rows of features, but gets images of {shape}.', {
          shape: shapeOfRow(x!),
        }),
        remedy: text('Put `flatten` or `globalAveragePool` before it.'),
        insert: 'flatten',
      };
    }
    const features = x!.shape.at(-1)!;
    const weight = scope.parameter('weight', [features, units], {
      kind: 'glorotUniform',
      fanIn: features,
      fanOut: units,
    });
    const bias = scope.parameter('bias', [units], { kind: 'constant', value: 0 });
    const lines = x!.shape.slice(0, -1);
    // One matrix product over all rows and steps is faster than a product for each row.
    const flat = lines.length === 1 ? x! : reshape(x!, [sizeOf(lines), features]);
    const result = activate(activation, add(matmul(flat, weight), bias));
    return lines.length === 1 ? result : reshape(result, [...lines, units]);
  },
});

/** The exchange in which networks read a weighted sum of each other's features. */
import { add, constant, multiply, slice, softmax } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { text } from '../../contract/text';
import { defineFeatureExchange, type Misfit } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';
import { numbersOr } from '../parameter';

export const features = defineFeatureExchange({
  name: 'features',
  doc:
    'Lets the heads of all networks read the same weighted sum of their features, h = Σ wₖ hₖ, with given weights or with ' +
    'learned ones, which start equal and always add up to 1.',
  cite: 'The founding document of this project, h = Σ wₖ hₖ between co-trained networks',
  params: {
    weights: numbersOr(['learned'], {
      doc: '`learned`, or a weight for each network in the order of the pair.',
      default: 'learned',
      min: 0,
    }),
  },
  example: 'features(weights: learned)',
  build({ weights }, inputs, scope) {
    const misfit = shapeMisfit(inputs) ?? (weights === 'learned' ? undefined : countMisfit(weights, inputs));
    if (misfit) return misfit;
    const networks = inputs.length;
    const w =
      weights === 'learned'
        ? softmax(scope.parameter('weights', [networks], { kind: 'constant', value: 0 }))
        : constant(weights as readonly number[], [networks]);
    const h = inputs
      .map((feature, k) => multiply(feature, slice(w, 0, k, k + 1)))
      .reduce((sum, part) => add(sum, part));
    return { features: inputs.map(() => h), weights: w };
  },
});

function shapeMisfit(inputs: readonly Tensor[]): Misfit | undefined {
  const [first] = inputs;
  const other = inputs.find((input) => shapeOfRow(input) !== shapeOfRow(first!));
  return (
    other && {
      misfit: text('`features` cannot mix features of {first} and {other}.', {
        first: shapeOfRow(first!),
        other: shapeOfRow(other),
      }),
      remedy: text('End the networks with layers of the same size.'),
      ...(first!.shape.length === 2 ? { append: `dense(${first!.shape[1]!})` } : {}),
    }
  );
}

function countMisfit(weights: string | readonly number[], inputs: readonly Tensor[]): Misfit | undefined {
  if (weights.length === inputs.length) return undefined;
  const counts = { weights: weights.length, networks: inputs.length };
  return {
    misfit: text(
      'The list has weights for {weights} {weights|network|networks}, but {networks} share their features.',
      counts,
    ),
    remedy: text('Give one weight for each network, or write `learned`.'),
    instead: 'features(weights: learned)',
  };
}

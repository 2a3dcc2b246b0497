/** Gradients of sums, means and extremes. */
import type { GradientRule } from '../gradient-rule';
import { broadcastTo, cast, constant, divide, equal, multiply, reshape, sum } from '../ops';
import { keptShape } from '../ops/reductions';
import type { Tensor } from '../tensor';

/** Cotangent of `x`; `y` and `dy` have kept the reduced axes as size 1. */
type Derivative = (x: Tensor, y: Tensor, dy: Tensor) => Tensor;

export const reductionGradients = {
  sum: ofX((x, _y, dy) => broadcastTo(dy, x.shape)),
  mean: ofX((x, y, dy) => {
    const count = x.shape.reduce((product, size, axis) => product * (size / y.shape[axis]!), 1);
    return broadcastTo(multiply(dy, constant(1 / count)), x.shape);
  }),
  max: ofX(shareAmongTies),
  min: ofX(shareAmongTies),
  /** An index does not change continuously. */
  argMax: null,
};

function ofX(derivative: Derivative): GradientRule {
  return ({ inputs: [x], outputs: [y], attributes }, [dy]) => {
    if (dy === undefined) return [];
    const kept = keptShape(x!.shape, attributes.axes as readonly number[]);
    return [derivative(x!, reshape(y!, kept), reshape(dy, kept))];
  };
}

function shareAmongTies(x: Tensor, y: Tensor, dy: Tensor): Tensor {
  const winners = cast(equal(x, y), 'float32');
  const axes = x.shape.flatMap((size, axis) => (size === y.shape[axis] ? [] : [axis]));
  return multiply(winners, divide(dy, sum(winners, axes, true)));
}

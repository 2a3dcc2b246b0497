/** Gradients of picking slices by number, and of adding them back. */
import type { GradientRule } from '../gradient-rule';
import { gather, reshape, scatterAdd, transpose } from '../ops';
import type { Tensor } from '../tensor';

const ofGather: GradientRule = ({ inputs, attributes }, [dy]) => {
  if (dy === undefined) return [];
  const [x, indices] = inputs as [Tensor, Tensor];
  const axis = attributes.axis as number;
  const picked = reshape(indices, [-1]);
  const flat = reshape(dy, [...x.shape.slice(0, axis), picked.shape[0]!, ...x.shape.slice(axis + 1)]);
  return [moveAxis(scatterAdd(x.shape[axis]!, picked, moveAxis(flat, axis, 0)), 0, axis), undefined];
};

const ofScatterAdd: GradientRule = ({ inputs: [indices] }, [dy]) => [
  undefined,
  dy && gather(dy, indices!, 0),
];

export const indexingGradients = { gather: ofGather, scatterAdd: ofScatterAdd };

function moveAxis(x: Tensor, from: number, to: number): Tensor {
  const permutation = x.shape.map((_, axis) => axis).filter((axis) => axis !== from);
  permutation.splice(to, 0, from);
  return transpose(x, permutation);
}

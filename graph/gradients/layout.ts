/** Gradients of the same numbers in another shape, order or number. */
import type { GradientRule } from '../gradient-rule';
import { reshape, reverse, transpose } from '../ops';
import { sumTo } from './sum-to';

const ofReshape: GradientRule = ({ inputs: [x] }, [dy]) => [dy && reshape(dy, x!.shape)];

const ofTranspose: GradientRule = ({ attributes }, [dy]) => {
  const permutation = attributes.permutation as readonly number[];
  const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
  return [dy && transpose(dy, inverse)];
};

const ofBroadcastTo: GradientRule = ({ inputs: [x] }, [dy]) => [dy && sumTo(dy, x!.shape)];

const ofReverse: GradientRule = ({ inputs: [, lengths] }, [dy]) => [dy && reverse(dy, lengths)];

export const layoutGradients = {
  reshape: ofReshape,
  transpose: ofTranspose,
  broadcastTo: ofBroadcastTo,
  reverse: ofReverse,
};

/** Gradients of a convolution and of its two gradients: each of the three is linear in both operands, and a gradient of the others. */
import type { GradientRule } from '../gradient-rule';
import { conv2d, conv2dInputGradient, conv2dWeightGradient, type Conv2dSettings, type Size } from '../ops';
import type { Node, Tensor } from '../tensor';

const ofConv2d: GradientRule = ({ inputs, attributes }, [dy]) => {
  if (dy === undefined) return [];
  const [x, weight] = inputs as [Tensor, Tensor];
  const settings = settingsOf(attributes);
  return [
    conv2dInputGradient(dy, weight, sizeOfImages(x), settings),
    conv2dWeightGradient(x, dy, sizeOfImages(weight), settings),
  ];
};

const ofInputGradient: GradientRule = ({ inputs, attributes }, [dx]) => {
  if (dx === undefined) return [];
  const [dy, weight] = inputs as [Tensor, Tensor];
  const settings = settingsOf(attributes);
  return [conv2d(dx, weight, settings), conv2dWeightGradient(dx, dy, sizeOfImages(weight), settings)];
};

const ofWeightGradient: GradientRule = ({ inputs, attributes }, [dw]) => {
  if (dw === undefined) return [];
  const [x, dy] = inputs as [Tensor, Tensor];
  const settings = settingsOf(attributes);
  return [conv2dInputGradient(dy, dw, sizeOfImages(x), settings), conv2d(x, dw, settings)];
};

export const conv2dGradients = {
  conv2d: ofConv2d,
  conv2dInputGradient: ofInputGradient,
  conv2dWeightGradient: ofWeightGradient,
};

function settingsOf(attributes: Node['attributes']): Conv2dSettings {
  const { stride, padding, groups } = attributes as Conv2dSettings;
  return { stride, padding, groups };
}

const sizeOfImages = (x: Tensor): Size => [x.shape[2]!, x.shape[3]!];

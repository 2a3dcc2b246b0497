/** Gradients of tensors put together, and cut out of one. */
import type { GradientRule } from '../gradient-rule';
import { concat, constant, pad, slice } from '../ops';
import type { PadAttributes, SliceAttributes } from '../ops/joining';

const ofConcat: GradientRule = ({ inputs, attributes }, [dy]) => {
  if (dy === undefined) return [];
  const axis = attributes.axis as number;
  let start = 0;
  return inputs.map((x) => slice(dy, axis, start, (start += x.shape[axis]!)));
};

const ofSlice: GradientRule = ({ inputs: [x], attributes }, [dy]) => {
  const { axis, start, end } = attributes as SliceAttributes;
  return [dy && pad(dy, axis, start, x!.shape[axis]! - end)];
};

const ofSplit: GradientRule = ({ outputs, attributes }, cotangents) => {
  const whole = outputs.map(({ shape }, at) => cotangents[at] ?? constant(0, shape));
  return [concat(whole, attributes.axis as number)];
};

const ofPad: GradientRule = ({ inputs: [x], attributes }, [dy]) => {
  const { axis, before } = attributes as PadAttributes;
  return [dy && slice(dy, axis, before, before + x!.shape[axis]!)];
};

export const joiningGradients = { concat: ofConcat, slice: ofSlice, split: ofSplit, pad: ofPad };

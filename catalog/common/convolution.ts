/** What convolutions share: how their filters move, and the filters themselves. */
import { add, conv2d, reshape } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import type { Misfit, Scope } from '../declaration';
import { choice, integer, type ArgsOf } from '../parameter';
import { activate, activationParameter } from './activate';
import { isImage } from './feature-axis';
import { samePadding, windowMisfit } from './windows';

/** Parameters of every convolution, the last ones of it. */
export const convolutionParameters = {
  kernel: integer({ doc: 'Height and width of a filter in pixels.', default: 3, min: 1 }),
  stride: integer({ doc: 'How many pixels a filter moves at a time.', default: 1, min: 1 }),
  padding: choice(['same', 'valid'], {
    doc: '`same` puts zeros around the image so that stride 1 keeps its size; `valid` uses whole windows only.',
    default: 'same',
  }),
  activation: activationParameter,
} as const;

/** Why layer `name` cannot read `x`. */
export const convolutionMisfit = (
  name: string,
  x: Tensor,
  { kernel, padding }: ArgsOf<typeof convolutionParameters>,
): Misfit | undefined => (isImage(x) && padding === 'same' ? undefined : windowMisfit(name, x, kernel));

/**
 * Images [rows, channels, height, width] under trained filters [filters, channels / groups, kernel, kernel] with a bias for
 * each, activated. Neither filters nor channels of different groups meet.
 */
export function convolve(
  { kernel, stride, padding, activation }: ArgsOf<typeof convolutionParameters>,
  x: Tensor,
  { filters, groups }: { readonly filters: number; readonly groups: number },
  scope: Scope,
): Tensor {
  const channels = x.shape[1]! / groups;
  const weight = scope.parameter('weight', [filters, channels, kernel, kernel], {
    kind: 'glorotUniform',
    fanIn: channels * kernel * kernel,
    fanOut: (filters / groups) * kernel * kernel,
  });
  const bias = scope.parameter('bias', [filters], { kind: 'constant', value: 0 });
  const image = conv2d(x, weight, {
    stride: [stride, stride],
    padding: padding === 'same' ? samePadding(x, kernel, stride) : [0, 0, 0, 0],
    groups,
  });
  return activate(activation, add(image, reshape(bias, [1, filters, 1, 1])));
}

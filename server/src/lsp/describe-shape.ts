/** What leaves a layer, input, block or task in words. Shown by hover and inlay hints. */
import { text } from '../../../contract/text';
import type { NodeShape } from '../language/check/context';
import type { Service } from './feature';

export const describeShape = ({ say }: Service, { text: shape, parameters }: NodeShape): string =>
  parameters > 0
    ? say(text('Output `{shape}`, {parameters} parameters.', { shape, parameters: groupDigits(parameters) }))
    : say(text('Output `{shape}`.', { shape }));

/** 5518 is written 5,518 in both languages. */
export const groupDigits = (count: number): string => count.toLocaleString('en-US');

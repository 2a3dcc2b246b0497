/** What leaves a layer, input, block or task in words. Shown by hover and inlay hints. */
import { text } from '../../../contract/text';
import type { NodeShape } from '../language/check/shapes';
import type { Service } from './feature';

export function describeShape({ say }: Service, known: NodeShape): string {
  const { text: shape, parameters } = known;
  const output =
    parameters > 0
      ? say(
          text('Output `{shape}`, {parameters} parameters.', { shape, parameters: groupDigits(parameters) }),
        )
      : say(text('Output `{shape}`.', { shape }));
  const count = known.multiplyAdds();
  if (count === 0) return output;
  return `${output} ${say(text('{count} multiply-adds a row.', { count: groupDigits(Math.round(count)) }))}`;
}

/** 5518 is written 5,518 in both languages. By hand: the engine's own formats take milliseconds to come by, and thousands of hints are made at once. */
export const groupDigits = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

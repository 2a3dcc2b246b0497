/** What leaves a layer, input, block or task in words. Shown by hover and inlay hints. */
import { formatCount } from '../../../contract/format-count';
import { text } from '../../../contract/text';
import type { NodeShape } from '../language/check/shapes';
import type { Service } from './feature';

export function describeShape({ say }: Service, known: NodeShape): string {
  const { text: shape, parameters } = known;
  const output =
    parameters > 0
      ? say(
          text('Output `{shape}`, {parameters} {parameters|parameter|parameters}.', {
            shape,
            parameters: formatCount(parameters),
          }),
        )
      : say(text('Output `{shape}`.', { shape }));
  const count = known.multiplyAdds();
  if (count === 0) return output;
  return `${output} ${say(text('{count} multiply-adds a row.', { count: formatCount(count) }))}`;
}

/** What leaves a layer, input, block or task in words. Shown by hover and inlay hints. */
import { formatCount } from '../../../contract/format-count';
import { listed, text } from '../../../contract/text';
import type { NodeShape } from '../language/check/shapes';
import type { Service } from './feature';

export function describeShape({ say }: Service, known: NodeShape): string {
  const { text: shape, parameters, learning, frozen, copies, sharedBy } = known;
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
  return [
    output,
    ...(frozen ? [say(text('It is frozen: training does not change it.'))] : []),
    ...(learning === undefined
      ? []
      : [say(text('{learning} of the parameters learn.', { learning: formatCount(learning) }))]),
    ...(count === 0 ? [] : [say(text('{count} multiply-adds a row.', { count: formatCount(count) }))]),
    ...(copies === undefined
      ? []
      : [say(text('This is one of the {copies} copies that the block has of the layer.', { copies }))]),
    ...(sharedBy === undefined
      ? []
      : [say(text('Its parameters are shared by {networks}.', { networks: listed(sharedBy.map(asCode)) }))]),
  ].join(' ');
}

const asCode = (name: string): string => `\`${name}\``;

/** The input type for columns that are the pixels of an image. */
import { reshape, transpose } from '../../graph';
import { text } from '../../contract/text';
import { asImages, distortImages } from '../common/distortions';
import { nearestSides } from '../common/nearest-sides';
import { defineInput, type Misfit } from '../declaration';
import { choice, integer } from '../parameter';
import { inputScale } from '../common/scale';

export const image = defineInput({
  name: 'image',
  doc:
    'Reads numeric columns as the pixels of an image, row by row from the top left. The channels of a pixel stand next to ' +
    'each other: red, green, blue, then those of the next pixel. Of a column of pictures it reads the files: each is turned as its camera says, ' +
    'brought to this size, and scaled by one number for each channel; what is transparent is white.',
  params: {
    height: integer({ doc: 'Rows of pixels.', min: 1 }),
    width: integer({ doc: 'Columns of pixels.', min: 1 }),
    channels: integer({
      doc: 'Numbers of a pixel: 1 for grey, 3 for colour, 4 for colour with how opaque it is.',
      default: 1,
      min: 1,
    }),
    scale: inputScale,
    fit: choice(['stretch', 'crop', 'pad'], {
      doc:
        'How files of other proportions become this size: the whole picture stretched, its middle, or the whole picture with black around it. ' +
        'Columns of pixels have their size.',
      default: 'stretch',
    }),
  },
  example: 'image(28, 28)',
  reads: 'numbers',
  opens: {
    type: 'image',
    numbers: ({ height, width, channels }) =>
      [1, 3, 4].includes(channels) ? height * width * channels : channelsMisfit(height, width, channels),
    example: 'image(64, 64, channels: 3)',
    usual: ({ pictures }) => {
      if (!pictures) return undefined;
      const { smallest, largest, channels } = pictures;
      const { height, width } = smallest;
      const isOne = height === largest.height && width === largest.width;
      // Pictures of one size that is no load for a model keep it.
      const [rows, columns] = isOne && height <= 128 && width <= 128 ? [height, width] : [64, 64];
      return `image(${rows}, ${columns}${channels === 1 ? '' : `, channels: ${channels}`})`;
    },
  },
  shape({ height, width, channels }, columns) {
    const pixels = height * width * channels;
    return columns === pixels ? [channels, height, width] : misfit(height, width, channels, columns);
  },
  distort: ({ height, width, channels }, columns, strength, draw) =>
    asImages(columns, [height, width, channels], (images) => distortImages(images, strength, draw)),
  arrange({ height, width, channels }, columns) {
    if (channels === 1) return columns;
    // Columns are listed pixel by pixel; layers read images channel by channel.
    return transpose(reshape(columns, [columns.shape[0]!, height, width, channels]), [0, 3, 1, 2]);
  },
});

const channelsMisfit = (height: number, width: number, channels: number): Misfit => ({
  misfit: text('A picture does not become an image of {channels} {channels|channel|channels}.', { channels }),
  remedy: text('Write 1 for grey, 3 for colour, or 4 for colour with how opaque each pixel is.'),
  instead: `image(${height}, ${width}, channels: 3)`,
});

function misfit(height: number, width: number, channels: number, columns: number): Misfit {
  const size = channels === 1 ? `${height}x${width}` : `${height}x${width}x${channels}`;
  const counts = { columns, pixels: height * width * channels, size };
  const fitting = nearestSides(columns / channels, height / width);
  const use = fitting && `image(${[...fitting, ...(channels === 1 ? [] : [channels])].join(', ')})`;
  return {
    misfit:
      channels === 1
        ? text(
            '{columns} {columns|column does|columns do} not make an image of {pixels} {pixels|pixel|pixels} ({size}).',
            counts,
          )
        : text(
            '{columns} {columns|column does|columns do} not make an image of {pixels} {pixels|number|numbers} ({size}).',
            counts,
          ),
    remedy: use
      ? text('Write `{use}`, or name {pixels} {pixels|column|columns}.', { use, pixels: counts.pixels })
      : text('Name {pixels} {pixels|column|columns}.', counts),
    ...(use ? { instead: use } : {}),
  };
}

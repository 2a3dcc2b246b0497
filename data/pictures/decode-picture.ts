/** Decodes a picture into pixels of the size and the channels that are wanted. */
import type { Sharp } from 'sharp';
import type { Outcome } from '../../contract/problem';
import type { Medium, Pixels } from '../media/media-reader';
import { loadSharp } from './load-sharp';
import type { PictureFit, PictureForm } from './picture-form';
import { placePixels } from './place-pixels';

/** [height, width, channels], row by row from the top left; bytes, unless the pixels were none and needed no change. Rejects where it is no whole picture. */
export type PictureDecoder = (medium: Medium) => Promise<ArrayLike<number>>;

export async function createDecoder(form: PictureForm): Promise<Outcome<PictureDecoder>> {
  const { value: sharp, problems } = await loadSharp();
  if (!sharp) return { problems };
  const decode: PictureDecoder = async (medium) => {
    if (medium.kind === 'pixels') {
      if (isAsWanted(medium, form)) return medium.values;
      const { values, width, height, channels } = medium;
      if (!(values instanceof Uint8Array)) throw new Error('only pixels of one byte are resized');
      const raw = { width, height, channels: channels as 1 | 2 | 3 | 4 };
      return toPixels(sharp(values, { raw }), form);
    }
    // What a decoder only remarks upon, such as a colour profile that is not quite right, is no fault.
    return toPixels(sharp(medium.bytes, { failOn: 'error' }).autoOrient(), form);
  };
  return { value: decode, problems: [] };
}

const isAsWanted = (pixels: Pixels, form: PictureForm): boolean =>
  pixels.height === form.height && pixels.width === form.width && pixels.channels === form.channels;

/** Pictures are only made smaller here: what the library makes larger is half a pixel beside its place. */
const fits = { stretch: 'fill', crop: 'outside', pad: 'inside' } as const satisfies Readonly<
  Record<PictureFit, string>
>;

const white = { r: 255, g: 255, b: 255 };

async function toPixels(picture: Sharp, form: PictureForm): Promise<Uint8Array> {
  const { height, width, channels, fit } = form;
  // What shines through is white, as on paper: the colours below it are nothing that anybody has seen.
  const whole = channels === 4 ? picture.ensureAlpha() : picture.flatten({ background: white });
  const { data, info } = await whole
    .resize(width, height, { fit: fits[fit], kernel: 'linear', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return placePixels(withChannels(data, info.channels, channels), info, form);
}

/** Pictures without colour come with as few channels as they have. */
function withChannels(pixels: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return pixels;
  const count = pixels.length / from;
  const made = new Uint8Array(count * to);
  const isGrey = from < 3;
  for (let pixel = 0; pixel < count; pixel++) {
    const at = pixel * from;
    const [red, green, blue] = isGrey
      ? [pixels[at]!, pixels[at]!, pixels[at]!]
      : [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    if (to === 1) made[pixel] = brightnessOf(red, green, blue);
    else {
      made.set([red, green, blue], pixel * to);
      if (to === 4) made[pixel * to + 3] = from % 2 === 0 ? pixels[at + from - 1]! : 255;
    }
  }
  return made;
}

/** The luma of ITU-R BT.601 in whole numbers, as JPEG, Pillow and TensorFlow have it. */
const brightnessOf = (red: number, green: number, blue: number): number =>
  (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;

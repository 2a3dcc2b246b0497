/** Brings pixels to the size that is wanted, from one that is no larger in the directions that count: enlarges, cuts and pads. */
import type { PictureFit, PictureForm } from './picture-form';

export interface Size {
  readonly height: number;
  readonly width: number;
}

/** What is cut, or left black, is as much on both sides. */
export function placePixels(pixels: Uint8Array, from: Size, form: PictureForm): Uint8Array {
  if (from.height === form.height && from.width === form.width) return pixels;
  const size = sizes[form.fit](from, form);
  const enlarged = enlarge(pixels, from, size, form.channels);
  if (size.height === form.height && size.width === form.width) return enlarged;
  const { height, width, channels } = form;
  const made = new Uint8Array(height * width * channels);
  const [top, left] = [Math.floor((height - size.height) / 2), Math.floor((width - size.width) / 2)];
  const columns = Math.min(width, size.width);
  for (let row = 0; row < height; row++) {
    const above = row - top;
    if (above < 0 || above >= size.height) continue;
    const start = (above * size.width + Math.max(0, -left)) * channels;
    const line = enlarged.subarray(start, start + columns * channels);
    made.set(line, (row * width + Math.max(0, left)) * channels);
  }
  return made;
}

/** The size of the whole picture before it is cut or padded. */
const sizes: { readonly [fit in PictureFit]: (from: Size, to: Size) => Size } = {
  stretch: (_, { height, width }) => ({ height, width }),
  crop: (from, to) => scaled(from, Math.max(to.height / from.height, to.width / from.width)),
  pad: (from, to) => scaled(from, Math.min(to.height / from.height, to.width / from.width)),
};

/** Never smaller: what is larger was made smaller where it was decoded, and rounded there. */
const scaled = (from: Size, factor: number): Size => ({
  height: Math.max(from.height, Math.round(from.height * factor)),
  width: Math.max(from.width, Math.round(from.width * factor)),
});

/** Between the middles of pixels, linearly, as Pillow and TensorFlow enlarge; one direction after the other. */
function enlarge(pixels: Uint8Array, from: Size, to: Size, channels: number): Uint8Array {
  const wide = alongLines(pixels, from.height, from.width, to.width, channels);
  // The rows of a picture are the pixels of a line, each as wide as a row.
  return alongLines(wide, 1, from.height, to.height, to.width * channels);
}

/** `lines` of `count` entries, each of `size` numbers, become lines of `wanted` entries. */
function alongLines(
  from: Uint8Array,
  lines: number,
  count: number,
  wanted: number,
  size: number,
): Uint8Array {
  if (count === wanted) return from;
  const to = new Uint8Array(lines * wanted * size);
  for (let entry = 0; entry < wanted; entry++) {
    const middle = Math.min(Math.max(((entry + 0.5) * count) / wanted - 0.5, 0), count - 1);
    const before = Math.floor(middle);
    const after = Math.min(before + 1, count - 1);
    const share = middle - before;
    for (let line = 0; line < lines; line++) {
      const [a, b] = [(line * count + before) * size, (line * count + after) * size];
      const target = (line * wanted + entry) * size;
      for (let i = 0; i < size; i++)
        to[target + i] = Math.round(from[a + i]! + (from[b + i]! - from[a + i]!) * share);
    }
  }
  return to;
}

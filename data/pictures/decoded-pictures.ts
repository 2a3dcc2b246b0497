/** Pictures that were decoded, kept for when they are needed again as far as there is room. */
import type { WordColumn } from '../column-values';
import type { PictureDecoder } from './decode-picture';

export interface DecodedPictures {
  /** Rejects where the file cannot be read or decoded. */
  get(column: WordColumn, word: string): Promise<ArrayLike<number>>;
  /** The same for the last time: it is kept no longer. */
  take(column: WordColumn, word: string): Promise<ArrayLike<number>>;
}

/** `room` in bytes. Names of different folders are different pictures. */
export function keepDecoded(decode: PictureDecoder, room: number): DecodedPictures {
  const kept = new Map<WordColumn['media'], Map<string, ArrayLike<number>>>();
  let left = room;
  const ownOf = ({ media }: WordColumn): Map<string, ArrayLike<number>> => {
    const own = kept.get(media) ?? new Map<string, ArrayLike<number>>();
    kept.set(media, own);
    return own;
  };
  const decoded = async ({ media }: WordColumn, word: string) => decode(await media!.open(word));
  return {
    async get(column, word) {
      const own = ownOf(column);
      const known = own.get(word);
      if (known) return known;
      const pixels = await decoded(column, word);
      const size = sizeOf(pixels);
      if (size <= left && !own.has(word)) {
        left -= size;
        own.set(word, pixels);
      }
      return pixels;
    },
    async take(column, word) {
      const own = ownOf(column);
      const known = own.get(word);
      if (known) left += sizeOf(known);
      own.delete(word);
      return known ?? decoded(column, word);
    },
  };
}

/** With what it takes to remember it. */
const sizeOf = (pixels: ArrayLike<number>): number =>
  (ArrayBuffer.isView(pixels) ? pixels.byteLength : pixels.length * 8) + 200;

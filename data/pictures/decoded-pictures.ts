/** Pictures that were decoded, kept for when they are needed again as far as there is room. */
import type { WordColumn } from '../column-values';
import type { PictureDecoder } from './decode-picture';

export interface DecodedPictures {
  /** Rejects where the file cannot be read or decoded. */
  get(column: WordColumn, word: string): Promise<ArrayLike<number>>;
}

/** `room` in bytes. Names of different folders are different pictures. */
export function keepDecoded(decode: PictureDecoder, room: number): DecodedPictures {
  const kept = new Map<WordColumn['media'], Map<string, ArrayLike<number>>>();
  let left = room;
  return {
    async get({ media }, word) {
      let own = kept.get(media);
      if (!own) kept.set(media, (own = new Map()));
      const known = own.get(word);
      if (known) return known;
      const pixels = await decode(await media!.open(word));
      const size = sizeOf(pixels);
      if (size <= left && !own.has(word)) {
        left -= size;
        own.set(word, pixels);
      }
      return pixels;
    },
  };
}

/** With what it takes to remember it. */
const sizeOf = (pixels: ArrayLike<number>): number =>
  (ArrayBuffer.isView(pixels) ? pixels.byteLength : pixels.length * 8) + 200;

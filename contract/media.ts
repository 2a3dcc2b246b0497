/** Kinds of files whose content columns are about, whatever the files are called. */

export type MediaType = 'image' | 'audio';

export const isMedia = (type: string): type is MediaType => type === 'image' || type === 'audio';

/** What is known of the files that a column names, by what they are. */
export interface FileFacts {
  readonly pictures?: PictureFacts;
  readonly sounds?: SoundFacts;
}

/** What is known of the pictures that a column names, of those that were looked at. */
export interface PictureFacts {
  readonly looked: number;
  /** How many of some others could not be read. */
  readonly unreadable: number;
  /** In the order of their names, such as `jpeg` and `png`; none for pixels that need no decoding. */
  readonly kinds: readonly string[];
  /** By their pixels, turned as they are shown. */
  readonly smallest: PictureSize;
  readonly largest: PictureSize;
  /** 1 where all are grey, else 3. */
  readonly channels: number;
}

export interface PictureSize {
  readonly height: number;
  readonly width: number;
}

/** What is known of the recordings that a column names, of those that were looked at: as the heads of their files say. Lists are ascending. */
export interface SoundFacts {
  readonly looked: number;
  /** How many of some others could not be read. */
  readonly unreadable: number;
  /** As people write them: `WAV`. */
  readonly kinds: readonly string[];
  /** Samples of a second. */
  readonly rates: readonly number[];
  readonly channels: readonly number[];
  /** Of the shortest, of one that half of them are no longer than, and of the longest. */
  readonly seconds: readonly [least: number, middle: number, most: number];
}

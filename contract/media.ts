/** Kinds of files whose content columns are about, whatever the files are called. */

export type MediaType = 'image' | 'audio';

export const isMedia = (type: string): type is MediaType => type === 'image' || type === 'audio';

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

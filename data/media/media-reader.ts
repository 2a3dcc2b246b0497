/** How what the words of a column name is opened: the files of a folder, or what lies in one file. */

/** A file as it is, whose bytes say what they are; or pixels that need no decoding. */
export type Medium = { readonly kind: 'file'; readonly bytes: Buffer } | Pixels;

export interface Pixels {
  readonly kind: 'pixels';
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [height, width, channels], row by row from the top left. */
  readonly values: ArrayLike<number>;
}

export interface MediaReader {
  /** What people call the folders or files that it opens from. */
  readonly files: readonly string[];
  /** Whether there is something of this name: nothing else is ever opened. */
  has(word: string): boolean;
  /** The first bytes of a file, and how many it has in all; absent where there are no files to look into. Rejects as `open` does. */
  head?(word: string, bytes: number): Promise<{ readonly bytes: Buffer; readonly size: number }>;
  /** Rejects with the system's error where the file cannot be read. */
  open(word: string): Promise<Medium>;
}

/** A file that rows come from, as it was when it was found. */

/** `size` in bytes, `changed` in milliseconds since 1970. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  readonly changed: number;
}

/** When and in which language something is said. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** As the editor names it: `en`, `zh-cn`. */
  readonly language: string;
}

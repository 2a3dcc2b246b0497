/** Arrays that feeds are filled into again and again: megabytes thrown away with every call would keep the collector busy. */

export class FeedBuffers {
  readonly #arrays = new Map<string, Float32Array>();

  /** Zeros, which are the feed's own until it takes the next ones. */
  take(feed: string, length: number): Float32Array {
    const known = this.#arrays.get(feed);
    if (known !== undefined && known.length >= length) return known.subarray(0, length).fill(0);
    const array = new Float32Array(length);
    this.#arrays.set(feed, array);
    return array;
  }
}

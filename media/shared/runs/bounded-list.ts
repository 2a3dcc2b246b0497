/** A list that never outgrows its capacity: neighbours are merged, so that a run of any length keeps its whole shape. */

/** `merge` makes one item of two neighbours that stand for `before` and `after` pushed items. */
export type Merge<T> = (first: T, before: number, second: T, after: number) => T;

export class BoundedList<T> {
  private readonly capacity: number;
  private readonly merge: Merge<T>;
  private full: T[] = [];
  /** Pushed items that one item of `full` stands for. */
  private stride = 1;
  private open: { item: T; count: number } | undefined;

  /** `capacity` is an even number of items. */
  constructor(capacity: number, merge: Merge<T>) {
    this.capacity = capacity;
    this.merge = merge;
  }

  push(item: T): void {
    this.open = this.open
      ? { item: this.merge(this.open.item, this.open.count, item, 1), count: this.open.count + 1 }
      : { item, count: 1 };
    if (this.open.count < this.stride) return;
    this.full.push(this.open.item);
    this.open = undefined;
    if (this.full.length >= this.capacity) this.halve();
  }

  /** In the order in which they came; the last may stand for fewer than the others. */
  get items(): readonly T[] {
    return this.open ? [...this.full, this.open.item] : this.full;
  }

  private halve(): void {
    const pairs: T[] = [];
    for (let index = 0; index + 1 < this.full.length; index += 2) {
      pairs.push(this.merge(this.full[index]!, this.stride, this.full[index + 1]!, this.stride));
    }
    this.full = pairs;
    this.stride *= 2;
  }
}

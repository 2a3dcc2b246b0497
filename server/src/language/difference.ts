/** Where two lists differ: one stretch, outside of which both are alike. */

/** From an index on, up to one in each of the lists. */
export interface Difference {
  readonly from: number;
  readonly oldTo: number;
  readonly newTo: number;
}

export function differenceBetween<T>(before: ArrayLike<T>, after: ArrayLike<T>): Difference {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let behind = 0;
  const [oldLast, newLast] = [before.length - 1, after.length - 1];
  while (behind < shorter - from && before[oldLast - behind] === after[newLast - behind]) behind += 1;
  return { from, oldTo: before.length - behind, newTo: after.length - behind };
}

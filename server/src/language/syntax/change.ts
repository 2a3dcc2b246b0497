/** Where two texts differ: one stretch, outside of which both are alike. */

export interface Change {
  /** Both texts are alike up to here. */
  readonly from: number;
  /** Where they begin to be alike again, in the earlier and in the later text. */
  readonly oldTo: number;
  readonly newTo: number;
}

/** How far what stands behind the change has moved. */
export const distanceOf = ({ oldTo, newTo }: Change): number => newTo - oldTo;

export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  const from = lengthAlike(shorter, (at, length) => before.startsWith(after.slice(at, at + length), at));
  const behind = lengthAlike(shorter - from, (at, length) =>
    after.endsWith(before.slice(before.length - at - length, before.length - at), after.length - at),
  );
  return { from, oldTo: before.length - behind, newTo: after.length - behind };
}

/** How many units are alike from the one side, compared in long pieces first. */
function lengthAlike(most: number, areAlike: (at: number, length: number) => boolean): number {
  let at = 0;
  for (let length = 4096; length >= 1; length = Math.floor(length / 8))
    while (at + length <= most && areAlike(at, length)) at += length;
  return at;
}

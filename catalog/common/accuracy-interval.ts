/** Between which shares the accuracy of a network lies, by how often it was right. */

/** The normal quantile of an interval that holds the truth in 95 of 100 cases. */
const z = 1.959964;

/**
 * `right` of `rows`. Wilson, Probable inference, JASA 22, 1927: unlike p ± z √(p(1 - p) / n), it has a width where every row is right, and
 * stays within [0, 1]. Without rows it is all of it.
 */
export function accuracyInterval(right: number, rows: number): readonly [low: number, high: number] {
  if (rows === 0) return [0, 1];
  const p = right / rows;
  const centre = (p + z ** 2 / (2 * rows)) / (1 + z ** 2 / rows);
  const half = (z / (1 + z ** 2 / rows)) * Math.sqrt((p * (1 - p)) / rows + z ** 2 / (4 * rows ** 2));
  return [centre - half, centre + half];
}

/** Which image numbers in a row may have been. */

/** Height and width of an image of `pixels` whose proportions come closest to `height / width`; none for a mere line. */
export function nearestSides(
  pixels: number,
  proportion: number,
): [height: number, width: number] | undefined {
  let nearest: [number, number] | undefined;
  let least = Infinity;
  for (let height = 2; height <= pixels / 2; height++) {
    if (!Number.isInteger(pixels / height)) continue;
    const width = pixels / height;
    const distance = Math.abs(Math.log(height / width / proportion));
    if (distance < least - 1e-9) [nearest, least] = [[height, width], distance];
  }
  return nearest;
}

/** Windows that slide over images: the settings that convolution and pooling share, and how many windows fit. */
import { GraphError } from '../tensor';

export type Size = readonly [height: number, width: number];
export type Padding = readonly [top: number, left: number, bottom: number, right: number];

/** Windows along one axis; what is left over at the end is not covered. Throws GraphError where none fits. */
export function windowsAlong(
  op: string,
  size: number,
  window: number,
  stride: number,
  before: number,
  after: number,
): number {
  const count = Math.floor((size + before + after - window) / stride) + 1;
  if (count < 1 || stride < 1) {
    throw new GraphError(
      op,
      `a window of ${window} does not fit into ${size} with padding ${before} and ${after}`,
    );
  }
  return count;
}

/** How much room an encoded row takes. */
import type { InputEncoding, TaskEncoding } from './training-rows';

/** In bytes: a float32 for each number of inputs and labels, and a byte for each task's mask. */
export const rowSizeOf = ({
  inputs,
  tasks,
}: {
  readonly inputs: readonly InputEncoding[];
  readonly tasks: readonly TaskEncoding[];
}): number =>
  4 * inputs.reduce((sum, { columns }) => sum + columns.length, 0) +
  tasks.reduce((sum, { width }) => sum + 4 * width + 1, 0);

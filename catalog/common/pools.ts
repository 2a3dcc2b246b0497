/** What pools share: their parameters, and the windows that these stand for. */
import type { Pool2dSettings } from '../../graph';
import { integer, optional } from '../parameter';

export const poolParameters = {
  size: integer({ doc: 'Height and width of a window in pixels.', default: 2, min: 1 }),
  stride: optional(
    integer({
      doc: 'How many pixels a window moves at a time; as many as it is wide when left out.',
      min: 1,
    }),
  ),
};

/** Square windows without padding, so that pixels that fill no whole window are left out. */
export function poolWindows(size: number, stride: number | null): Pool2dSettings {
  const step = stride ?? size;
  return { kernel: [size, size], stride: [step, step], padding: [0, 0, 0, 0] };
}

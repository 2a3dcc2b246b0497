/** Mean, deviation and range of each channel of many pictures, in one look at each. */
import type { Scaling, ScaleName } from '../encode/scaling';

export interface ChannelStatistics {
  /** [pixels, channels]. */
  add(pixels: ArrayLike<number>): void;
  scaling(name: ScaleName): Scaling;
}

/**
 * Numbers are summed as their distances from one that lies near the mean, which keeps the digits that sums of large squares lose. For whole numbers,
 * such as bytes, all sums are exact: the order of the pictures changes nothing.
 */
export function createChannelStatistics(channels: number): ChannelStatistics {
  const centres = new Float64Array(channels);
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  const least = new Float64Array(channels).fill(Infinity);
  const most = new Float64Array(channels).fill(-Infinity);
  let count = 0;
  const each = (value: (channel: number) => number) =>
    Float64Array.from({ length: channels }, (_, c) => value(c));
  return {
    add(pixels) {
      const own = pixels.length / channels;
      for (let channel = 0; channel < channels; channel++) {
        if (count === 0) centres[channel] = Math.round(meanOf(pixels, channel, channels));
        const centre = centres[channel]!;
        let [sum, square, low, high] = [0, 0, least[channel]!, most[channel]!];
        for (let at = channel; at < pixels.length; at += channels) {
          const distance = pixels[at]! - centre;
          sum += distance;
          square += distance * distance;
          if (distance < low) low = distance;
          if (distance > high) high = distance;
        }
        sums[channel]! += sum;
        squares[channel]! += square;
        least[channel] = low;
        most[channel] = high;
      }
      count += own;
    },
    scaling(name) {
      const mean = each((c) => (count === 0 ? 0 : centres[c]! + sums[c]! / count));
      const deviation = each((c) => Math.sqrt(Math.max(0, (squares[c]! - sums[c]! ** 2 / count) / count)));
      const ranges: Readonly<Record<ScaleName, { shift: Float64Array; scale: Float64Array }>> = {
        standard: { shift: mean, scale: deviation },
        minmax: { shift: each((c) => centres[c]! + least[c]!), scale: each((c) => most[c]! - least[c]!) },
        none: { shift: each(() => 0), scale: each(() => 1) },
      };
      const { shift, scale } = ranges[name];
      return {
        shift: count === 0 ? each(() => 0) : shift,
        scale: name === 'none' ? scale : each((c) => (least[c]! < most[c]! ? scale[c]! : 1)),
        fill: mean,
        counts: Int32Array.from({ length: channels }, () => Math.min(count, 2 ** 31 - 1)),
      };
    },
  };
}

function meanOf(pixels: ArrayLike<number>, channel: number, channels: number): number {
  let sum = 0;
  for (let at = channel; at < pixels.length; at += channels) sum += pixels[at]!;
  return sum / (pixels.length / channels);
}

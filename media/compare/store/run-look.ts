/** By what the line of a run is told from those of others: colour and marker first, then dash. */
import { seriesColours } from '../../shared/theme';

/** In the order in which runs of one colour take them. */
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

export function lookOf(slot: number): { readonly colour: number; readonly dash: readonly number[] } {
  const colours = seriesColours.length;
  return { colour: slot % colours, dash: dashes[Math.floor(slot / colours) % dashes.length]! };
}

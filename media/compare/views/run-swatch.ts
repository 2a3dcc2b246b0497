/** A sample of a run's line, in its colour, with its marker and dash. */
import { seriesSwatch } from '../../shared/charts/series-swatch';
import { lookOf } from '../store/run-look';

export function runSwatch(slot: number): SVGSVGElement {
  const { colour, dash } = lookOf(slot);
  return seriesSwatch(colour, 'marked', dash);
}

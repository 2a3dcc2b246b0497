/** The moments that are shown after a person has zoomed. */
import type { ChartModel, Span } from '../../shared/charts/chart-model';
import type { Zoom } from '../../shared/charts/watch-plot';

/** Undefined where all moments are shown. Halving and doubling keep `pointed`, or else the middle, where it is. */
export function zoomed(
  models: readonly ChartModel[],
  span: Span | undefined,
  zoom: Zoom,
  pointed?: number,
): Span | undefined {
  const all = wholeSpan(models);
  if (zoom === 'all' || all.to <= all.from) return undefined;
  const wanted = typeof zoom === 'object' ? zoom : scaled(span ?? all, zoom === 'in' ? 0.5 : 2, pointed);
  const [from, to] = [Math.max(all.from, wanted.from), Math.min(all.to, wanted.to)];
  // So narrow that nothing would be told apart.
  if (to - from < (all.to - all.from) * 1e-4) return span;
  return from <= all.from && to >= all.to ? undefined : { from, to };
}

function scaled({ from, to }: Span, factor: number, pointed: number | undefined): Span {
  const centre = pointed !== undefined && pointed >= from && pointed <= to ? pointed : (from + to) / 2;
  return { from: centre - (centre - from) * factor, to: centre + (to - centre) * factor };
}

function wholeSpan(models: readonly ChartModel[]): Span {
  const ends = models.flatMap(({ series }) =>
    series.flatMap(({ lines }) => lines.map(({ points }) => points.at(-1)?.x ?? 0)),
  );
  return { from: 0, to: ends.reduce((most, x) => Math.max(most, x), 0) };
}

/** A small sample of a line with its marker, for legends. */
import { svgElement } from '../element';
import type { Line, Series } from './chart-model';

/** In the colour of the series; `undefined` takes that of the text around it. */
export function seriesSwatch(
  colour: Series['colour'] | undefined,
  style: Line['style'],
  dash?: Series['dash'],
): SVGSVGElement {
  const dashed = style === 'dashed';
  const marked = dashed || style === 'marked' || colour !== undefined;
  return svgElement(
    'svg',
    {
      class: `swatch ${colourClass(colour)}`,
      width: 26,
      height: 10,
      viewBox: '0 0 26 10',
      'aria-hidden': true,
    },
    svgElement('path', {
      d: 'M1 5H25',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': colour === 'total' ? 2.5 : 2,
      'stroke-dasharray': dashed ? '5 4' : dash?.join(' '),
    }),
    !marked ? undefined : svgElement('path', { d: markerPath(colour), ...paint(colour) }),
  );
}

export function colourClass(colour: Series['colour'] | undefined): string {
  if (colour === undefined) return '';
  return colour === 'total' ? 'colour-total' : `colour-${(colour % 6) + 1}`;
}

/** Centred in a field of 26 by 10, in the shapes that Chart.js draws. */
const markerPaths = [
  'M10 5a3 3 0 1 0 6 0a3 3 0 1 0-6 0z',
  'M10.3 2.3h5.4v5.4h-5.4z',
  'M13 1.6l3.3 5.7h-6.6z',
  'M13 1l4 4l-4 4l-4-4z',
  'M10.5 2.5l5 5M15.500 2.5l-5 5',
  'M13 1.500v7M9.500 5h7M10.5 2.5l5 5M15.5 2.5l-5 5',
];

function markerPath(colour: Series['colour'] | undefined): string {
  return markerPaths[typeof colour === 'number' ? colour % markerPaths.length : 0]!;
}

/** Crosses and stars are strokes, the others are filled. */
function paint(colour: Series['colour'] | undefined): Record<string, string> {
  const stroked = typeof colour === 'number' && colour % markerPaths.length >= 4;
  return stroked ? { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5' } : { fill: 'currentColor' };
}

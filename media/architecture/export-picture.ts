/** The drawing as a picture that stands for itself, outside the editor and its style sheets. */
import { svgElement } from '../shared/element';
import type { Palette } from '../shared/theme';
import type { Drawing } from './drawing';

/** What style sheets say of a shape, as attributes of SVG. */
const styled = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
];

/** Resolves every colour and font of the theme; `drawn` must be in the page. */
export function pictureText(drawn: SVGGElement, { x, y, width, height }: Drawing, palette: Palette): string {
  const copy = drawn.cloneNode(true) as SVGGElement;
  copy.removeAttribute('transform');
  const originals = [drawn, ...drawn.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) {
    const target = copies[index]!;
    for (const name of ['class', 'role', 'tabindex', 'aria-label', 'data-node']) target.removeAttribute(name);
    if (!/^(path|rect|text|tspan)$/.test(original.localName)) continue;
    const style = getComputedStyle(original);
    for (const name of styled) {
      const value = plainColour(style.getPropertyValue(name));
      if (value !== '' && value !== 'normal') target.setAttribute(name, value);
    }
  }
  const picture = svgElement(
    'svg',
    { viewBox: `${x} ${y} ${width} ${height}`, width, height },
    svgElement('rect', { x, y, width, height, fill: palette.background }),
    copy,
  );
  return new XMLSerializer().serializeToString(picture);
}

/** Mixed colours are computed as `color(srgb 0.6 0.6 0.6)`, which few viewers of pictures know. */
function plainColour(value: string): string {
  return value.replace(
    /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g,
    (_colour, red, green, blue, alpha = '1') => {
      const levels = [red, green, blue].map((share) => Math.round(Number(share) * 255));
      return alpha === '1' ? `rgb(${levels.join(', ')})` : `rgba(${[...levels, alpha].join(', ')})`;
    },
  );
}

/** Twice its size in pixels, sharp on any screen. */
export async function pictureCanvas(picture: string, { width, height }: Drawing): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

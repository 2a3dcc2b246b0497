/** A chart as a picture that stands for itself: with its title, its legend, and the theme's background. */
import type { Palette } from '../theme';
import type { ChartModel } from './chart-model';

/** In pixels of the page; the picture has the resolution of the chart. */
const margin = 14;
const lineHeight = 20;

export function chartImage(
  model: ChartModel,
  chart: HTMLCanvasElement,
  palette: Palette,
  hidden: ReadonlySet<string>,
): HTMLCanvasElement {
  const scale = chart.width / Math.max(1, chart.clientWidth);
  const width = chart.clientWidth + 2 * margin;
  const image = document.createElement('canvas');
  const context = image.getContext('2d')!;
  const font = (weight: number): string => `${weight} 12px ${palette.font}`;

  context.font = font(400);
  const series = model.series.filter(({ name }) => !hidden.has(name));
  const entries = [
    ...series.map(({ name, colour, dash = [] }) => ({
      name,
      colour: colour === 'total' ? palette.foreground : palette.series[colour % palette.series.length]!,
      dash: [...dash],
    })),
    ...lineEntries(model, palette.muted),
  ];
  const places = flow(
    entries.map(({ name }) => context.measureText(name).width + 38),
    width - 2 * margin,
  );
  const legendHeight = (places.at(-1)?.row ?? -1) * lineHeight + lineHeight;
  image.width = Math.round(width * scale);
  image.height = Math.round((chart.clientHeight + legendHeight + lineHeight + 3 * margin) * scale);
  context.scale(scale, scale);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, image.width, image.height);

  context.textBaseline = 'middle';
  context.fillStyle = palette.foreground;
  context.font = font(600);
  context.fillText(model.title, margin, margin + lineHeight / 2);
  context.font = font(400);
  context.lineWidth = 2.5;
  for (const [index, { name, colour, dash }] of entries.entries()) {
    const { x, row } = places[index]!;
    const y = margin + lineHeight * (row + 1.5);
    context.fillStyle = palette.foreground;
    context.fillText(name, margin + x + 22, y);
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(margin + x, y);
    context.lineTo(margin + x + 16, y);
    context.stroke();
  }
  const top = 2 * margin + lineHeight + legendHeight;
  context.drawImage(chart, margin, top, chart.clientWidth, chart.clientHeight);
  return image;
}

/** What solid and dashed lines are, where a chart has both. */
function lineEntries({ columns, series }: ChartModel, colour: string) {
  const styles = series[0]?.lines.map(({ style }) => style).filter((style) => style !== 'behind') ?? [];
  if (styles.length < 2) return [];
  return styles.map((style, index) => ({
    name: columns[index + columns.length - styles.length] ?? '',
    colour,
    dash: style === 'dashed' ? [5, 4] : [],
  }));
}

/** Puts things of these widths into rows. */
function flow(widths: readonly number[], room: number): readonly { x: number; row: number }[] {
  let [x, row] = [0, 0];
  return widths.map((width) => {
    if (x > 0 && x + width > room) [x, row] = [0, row + 1];
    const place = { x, row };
    x += width;
    return place;
  });
}

/** The picture for export, which stands for itself: with its title and the theme's background. */
import type { Palette } from '../../shared/theme';
import type { IntervalModel } from '../../shared/charts/interval-model';

/** In pixels of the page; the picture has the resolution of the chart. */
const margin = 14;
const lineHeight = 20;

export function intervalPicture(
  { title, note }: IntervalModel,
  chart: HTMLCanvasElement,
  palette: Palette,
): HTMLCanvasElement {
  const scale = chart.width / Math.max(1, chart.clientWidth);
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d')!;
  const top = 2 * margin + lineHeight;
  picture.width = Math.round((chart.clientWidth + 2 * margin) * scale);
  picture.height = Math.round((chart.clientHeight + top + margin) * scale);
  context.scale(scale, scale);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, picture.width, picture.height);
  context.textBaseline = 'middle';
  context.fillStyle = palette.foreground;
  context.font = `600 12px ${palette.font}`;
  context.fillText(title, margin, margin + lineHeight / 2);
  const width = context.measureText(title).width;
  context.fillStyle = palette.muted;
  context.font = `400 12px ${palette.font}`;
  context.fillText(note, margin + width + 8, margin + lineHeight / 2);
  context.drawImage(chart, margin, top, chart.clientWidth, chart.clientHeight);
  return picture;
}

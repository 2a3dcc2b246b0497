/** Draws a chart model with Chart.js, in the colours of the theme. */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type Plugin,
  type PointStyle,
} from 'chart.js';
import type { Palette } from '../theme';
import { formatDuration } from '../../../contract/format-duration';
import type { ChartModel, Line, Point, Series, Span } from './chart-model';

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

export interface ChartLook {
  readonly palette: Palette;
  readonly logarithmic: boolean;
  /** Names of series that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** The moments to show; all of them without it. */
  readonly span?: Span | undefined;
}

/** In the order of the colours. A marker tells two series apart where colours cannot. */
const markers: readonly PointStyle[] = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot', 'star'];

/** The words of more would cover each other: the latest are drawn. */
const mostNotes = 12;

/** A line with more points than this carries a marker on some of them only. */
const markersPerLine = 16;

export class LineChart {
  private readonly chart: Chart<'line', Point[]>;
  private readonly canvas: HTMLCanvasElement;
  private model: ChartModel | undefined;
  private selection: Span | undefined;
  private crosshair: number | undefined;
  private palette: Palette | undefined;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        parsing: false,
        normalized: true,
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        // Hovering is done by the card, which reads numbers at a moment instead of at a point.
        events: [],
        layout: { padding: { top: 4, right: 8 } },
        // Markers at the edge of the plot are drawn whole.
        clip: 5,
      },
      plugins: [this.drawMoments()],
    });
  }

  show(model: ChartModel, look: ChartLook): void {
    this.model = model;
    this.palette = look.palette;
    this.chart.data.datasets = model.series
      .filter(({ name }) => !look.hidden.has(name))
      .flatMap((series) => series.lines.map((line) => dataset(series, line, look)));
    this.chart.options.scales = scales(model, look);
    this.chart.update('none');
  }

  /** A vertical line at `x`, or none. */
  showCrosshair(x: number | undefined): void {
    if (this.crosshair === x) return;
    this.crosshair = x;
    this.chart.draw();
  }

  /** A band over the moments that a person is choosing, or none. */
  showSelection(span: Span | undefined): void {
    this.selection = span;
    this.chart.draw();
  }

  /** The moment under a pointer, in pixels from the canvas's left edge; undefined beside the plot. */
  momentAt(pixel: number): number | undefined {
    const { chartArea, scales } = this.chart;
    if (!chartArea || pixel < chartArea.left - 4 || pixel > chartArea.right + 4) return undefined;
    return scales['x']?.getValueForPixel(pixel);
  }

  get image(): HTMLCanvasElement {
    return this.canvas;
  }

  destroy(): void {
    this.chart.destroy();
  }

  private drawMoments(): Plugin<'line'> {
    return {
      id: 'moments',
      beforeDatasetsDraw: () => {
        if (!this.palette) return;
        const { marks = [], level } = this.model ?? {};
        if (level !== undefined) this.drawLevel(level, this.palette.muted);
        // So many rounds that their marks would be a wall are not marked.
        if (marks.length <= 60) for (const mark of marks) this.drawMoment(mark, this.palette.grid, [2, 3]);
        if (this.crosshair !== undefined) this.drawMoment(this.crosshair, this.palette.muted, []);
        if (this.selection) this.drawSelection(this.selection);
      },
      afterDatasetsDraw: () => {
        this.drawBest();
        for (const note of this.model?.notes?.slice(-mostNotes) ?? []) this.drawNote(note);
      },
    };
  }

  private drawMoment(moment: number, colour: string, dash: number[]): void {
    const { chartArea, scales } = this.chart;
    const x = scales['x'];
    if (!x) return;
    const pixel = Math.round(x.getPixelForValue(moment)) + 0.5;
    if (pixel < chartArea.left || pixel > chartArea.right + 1) return;
    this.drawRule([pixel, chartArea.top], [pixel, chartArea.bottom], colour, dash);
  }

  /** The words stand at the top of the line, on the side where there is room. */
  private drawNote({ x: moment, words }: { readonly x: number; readonly words: string }): void {
    const { ctx, chartArea, scales } = this.chart;
    const pixel = scales['x']?.getPixelForValue(moment);
    if (!this.palette || pixel === undefined || pixel < chartArea.left || pixel > chartArea.right + 1) return;
    this.drawMoment(moment, this.palette.foreground, [4, 3]);
    ctx.save();
    ctx.font = `11px ${this.palette.font}`;
    ctx.textBaseline = 'top';
    const width = ctx.measureText(words).width + 8;
    const left = pixel + width > chartArea.right ? pixel - width : pixel;
    ctx.fillStyle = this.palette.background;
    ctx.fillRect(left + 2, chartArea.top, width - 4, 14);
    ctx.fillStyle = this.palette.foreground;
    ctx.fillText(words, left + 4, chartArea.top + 1);
    ctx.restore();
  }

  private drawLevel(level: number, colour: string): void {
    const { chartArea, scales } = this.chart;
    const y = scales['y'];
    if (!y) return;
    const pixel = Math.round(y.getPixelForValue(level)) + 0.5;
    if (pixel < chartArea.top || pixel > chartArea.bottom + 1) return;
    this.drawRule([chartArea.left, pixel], [chartArea.right, pixel], colour, []);
  }

  private drawRule(
    from: readonly [number, number],
    to: readonly [number, number],
    colour: string,
    dash: number[],
  ): void {
    const { ctx } = this.chart;
    ctx.save();
    ctx.beginPath();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash(dash);
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.restore();
  }

  private drawSelection({ from, to }: Span): void {
    const { ctx, chartArea, scales } = this.chart;
    const [left, right] = [from, to].map((moment) => scales['x']!.getPixelForValue(moment));
    ctx.save();
    ctx.fillStyle = this.palette!.grid;
    ctx.fillRect(left!, chartArea.top, right! - left!, chartArea.bottom - chartArea.top);
    ctx.restore();
  }

  /** A ring, which covers nothing of what it marks. */
  private drawBest(): void {
    const { ctx, chartArea, scales } = this.chart;
    const best = this.model?.best;
    if (!best || !this.palette) return;
    const [x, y] = [scales['x']?.getPixelForValue(best.x), scales['y']?.getPixelForValue(best.y)];
    if (x === undefined || y === undefined || x < chartArea.left - 1 || x > chartArea.right + 1) return;
    ctx.save();
    ctx.beginPath();
    ctx.strokeStyle = this.palette.foreground;
    ctx.lineWidth = 1.5;
    ctx.arc(x, y, 6.5, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.restore();
  }
}

function dataset(
  { colour, dash = [] }: Series,
  { style, points }: Line,
  look: ChartLook,
): ChartDataset<'line', Point[]> {
  const { palette } = look;
  const index = colour === 'total' ? 0 : colour;
  const stroke = colour === 'total' ? palette.foreground : palette.series[index % palette.series.length]!;
  const data = look.logarithmic ? points.filter(({ y }) => y > 0) : points;
  const every = Math.ceil(data.length / markersPerLine);
  return {
    data: [...data],
    borderColor: style === 'behind' ? faded(stroke) : stroke,
    backgroundColor: stroke,
    borderWidth: style === 'behind' ? 1 : colour === 'total' ? 2.25 : 1.75,
    borderDash: style === 'dashed' ? [5, 4] : style === 'behind' ? [] : [...dash],
    borderJoinStyle: 'round',
    pointStyle: colour === 'total' ? 'circle' : markers[index % markers.length]!,
    pointRadius:
      style === 'dashed' || style === 'marked'
        ? ({ dataIndex }) => (dataIndex % every === 0 || dataIndex === data.length - 1 ? 3 : 0)
        : style === 'solid' && data.length === 1
          ? 3
          : 0,
    order: style === 'behind' ? 2 : colour === 'total' ? 0 : 1,
  };
}

/** The colour at a quarter of its strength, in whichever notation the theme writes it. */
function faded(colour: string): string {
  return `color-mix(in srgb, ${colour} 28%, transparent)`;
}

function scales(model: ChartModel, { palette, logarithmic, span }: ChartLook) {
  const points = model.series.flatMap(({ lines }) => lines.flatMap(({ points }) => points));
  const [first, last] = [
    points.reduce((least, { x }) => Math.min(least, x), Infinity),
    points.reduce((most, { x }) => Math.max(most, x), -Infinity),
  ];
  const font = { family: palette.font, size: 11 };
  return {
    x: {
      type: 'linear' as const,
      min: span?.from ?? Math.min(model.along === 'round' ? first : 0, first),
      max: span?.to ?? (last > first ? last : first + 1),
      title: { display: true, text: model.along, color: palette.muted, font, padding: { top: 0 } },
      border: { display: false },
      grid: { display: false },
      ticks: {
        color: palette.muted,
        font,
        maxRotation: 0,
        autoSkipPadding: 16,
        includeBounds: false,
        ...((span ? span.to - span.from : last) >= 2 ? { precision: 0 } : {}),
        ...(model.clock ? clockTicks((span?.to ?? last) - (span?.from ?? 0)) : {}),
      },
    },
    y: {
      type: logarithmic ? ('logarithmic' as const) : ('linear' as const),
      ...(model.bounds ? { min: model.bounds[0], max: model.bounds[1] } : {}),
      border: { display: false },
      grid: { color: palette.grid, tickLength: 0 },
      ticks: {
        color: palette.muted,
        font,
        padding: 6,
        includeBounds: false,
        ...(logarithmic ? {} : { maxTicksLimit: 6 }),
        callback: (value: string | number) => tickName(Number(value), logarithmic),
      },
    },
  };
}

/** Seconds between two ticks of a clock, which goes by sixties. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200];

function clockTicks(seconds: number) {
  const stepSize = clockSteps.find((step) => seconds / step <= 8) ?? 86_400;
  return { stepSize, callback: (value: string | number) => formatDuration(Number(value)) };
}

/** On a logarithmic axis only 1, 2 and 5 of each power of ten are named. */
function tickName(value: number, logarithmic: boolean): string {
  const leading = Number(value.toExponential(6).split('e')[0]);
  if (logarithmic && ![1, 2, 5].includes(leading)) return '';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential().replace('-', '−');
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}

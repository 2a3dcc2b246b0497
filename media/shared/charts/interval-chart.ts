/** Draws an interval model with Chart.js: a lane for each combination, a dot for each run, below them their mean on a bar of its 95 % interval. */
import {
  Chart,
  LinearScale,
  PointElement,
  ScatterController,
  Tooltip,
  type ChartDataset,
  type Plugin,
  type Point,
} from 'chart.js';
import type { Palette } from '../theme';
import { t } from '../translate';
import { estimateText, valueText, type Estimate, type IntervalModel } from './interval-model';

Chart.register(LinearScale, PointElement, ScatterController, Tooltip);

/** Of a lane, in pixels. */
const laneHeight = 52;
/** Of the axis below the lanes, in pixels. */
const axisHeight = 30;

/** How far the mean of the runs and that of the tasks alone stand below the dots, so that none covers another; in lanes. */
const below = { mean: 0.19, alone: 0.36 } as const;

/** A run that a person points at, or a mean. */
interface Place extends Point {
  readonly words: string;
  readonly folder?: string;
}

export class IntervalChart {
  private readonly chart: Chart<'scatter', Place[]>;
  private model: IntervalModel | undefined;
  private palette: Palette | undefined;

  /** `open` is called with the folder of a run whose dot was clicked. */
  constructor(canvas: HTMLCanvasElement, open?: (folder: string) => void) {
    this.chart = new Chart<'scatter', Place[]>(canvas, {
      type: 'scatter',
      data: { datasets: [] },
      options: {
        parsing: false,
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: ['mousemove', 'mouseout', 'click'],
        interaction: { mode: 'nearest', intersect: true },
        clip: 8,
        onClick: (_, [element]) => {
          const folder = element && this.placeOf(element.datasetIndex, element.index)?.folder;
          if (folder !== undefined) open?.(folder);
        },
        onHover: (_, [element]) => {
          const isRun = element && this.placeOf(element.datasetIndex, element.index)?.folder !== undefined;
          canvas.style.cursor = isRun && open ? 'pointer' : 'default';
        },
        plugins: {
          tooltip: {
            animation: false,
            displayColors: false,
            filter: (_, at) => at === 0,
            callbacks: { label: ({ raw }) => (raw as Place).words },
          },
        },
      },
      plugins: [this.drawLanes()],
    });
  }

  show(model: IntervalModel, palette: Palette): void {
    this.model = model;
    this.palette = palette;
    this.chart.data.datasets = datasets(model, palette);
    this.chart.options.scales = scales(model, palette);
    this.chart.update('none');
  }

  static heightOf({ rows }: IntervalModel): number {
    return rows.length * laneHeight + axisHeight;
  }

  destroy(): void {
    this.chart.destroy();
  }

  private placeOf(dataset: number, index: number): Place | undefined {
    return this.chart.data.datasets[dataset]?.data[index];
  }

  /** Names above the lanes, where they leave the whole width to the numbers, bars of intervals, and a line at no gain. */
  private drawLanes(): Plugin<'scatter'> {
    return {
      id: 'lanes',
      beforeDatasetsDraw: ({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }) => {
        const { model, palette } = this;
        if (!model || !palette || !x || !y) return;
        ctx.save();
        ctx.font = `12px ${palette.font}`;
        ctx.textBaseline = 'middle';
        for (const [lane, { name }] of model.rows.entries()) {
          const line = Math.round(y.getPixelForValue(lane)) + 0.5;
          rule(ctx, [left, line], [right, line], palette.grid);
          ctx.fillStyle = palette.foreground;
          ctx.fillText(name, left, line - laneHeight * 0.32);
        }
        const bar = (estimate: Estimate | null, line: number, colour: string): void => {
          if (!estimate?.interval) return;
          const [from, to] = estimate.interval.map((end) => x.getPixelForValue(end));
          const place = y.getPixelForValue(line);
          rule(ctx, [from!, place], [to!, place], colour, { width: 2 });
        };
        const [together, apart] = coloursOf(palette);
        for (const [lane, { mean, alone }] of model.rows.entries()) {
          bar(mean, lane + below.mean, together);
          bar(alone, lane + below.alone, apart);
        }
        const zero = Math.round(x.getPixelForValue(0)) + 0.5;
        if (model.isShare && zero >= left && zero <= right)
          rule(ctx, [zero, top], [zero, bottom], palette.muted, { dash: [3, 3] });
        ctx.restore();
      },
    };
  }
}

const coloursOf = ({ series, foreground, muted }: Palette): readonly [together: string, alone: string] => [
  series[0] ?? foreground,
  series[1] ?? muted,
];

function rule(
  context: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
  colour: string,
  { width = 1, dash = [] }: { readonly width?: number; readonly dash?: number[] } = {},
): void {
  context.beginPath();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

function datasets(model: IntervalModel, palette: Palette): ChartDataset<'scatter', Place[]>[] {
  const [together, alone] = coloursOf(palette);
  const means = (of: (lane: number) => Estimate | null, shift: number, name: string): Place[] =>
    model.rows.flatMap((_, lane) => {
      const estimate = of(lane);
      return estimate
        ? [{ x: estimate.mean, y: lane + shift, words: `${name}: ${estimateText(model, estimate)}` }]
        : [];
    });
  const ofRuns = (lane: number) => model.rows[lane]!.mean;
  const ofAlone = (lane: number) => model.rows[lane]!.alone;
  const dots = model.rows.flatMap(({ runs }, lane) =>
    runs.map(({ folder, seed, value }): Place => {
      const words = valueText(model, value);
      const name = seed === null ? t('run') : t('seed {seed}', { seed });
      return { x: value, y: lane, folder, words: `${name}: ${words}` };
    }),
  );
  return [
    {
      data: means(ofRuns, below.mean, t('mean')),
      pointStyle: 'rect',
      pointRadius: 5,
      pointHoverRadius: 6,
      pointBackgroundColor: together,
      pointBorderColor: palette.background,
    },
    {
      data: dots,
      pointRadius: 4,
      pointHoverRadius: 6,
      pointBackgroundColor: `color-mix(in srgb, ${together} 55%, transparent)`,
      pointBorderWidth: 0,
    },
    {
      data: means(ofAlone, below.alone, t('alone')),
      pointStyle: 'rectRot',
      pointRadius: 5,
      pointHoverRadius: 6,
      pointBackgroundColor: palette.background,
      pointBorderColor: alone,
      pointBorderWidth: 2,
    },
  ];
}

const endsOf = (estimate: Estimate | null): readonly number[] =>
  estimate ? [estimate.mean, ...(estimate.interval ?? [])] : [];

/** Everything that is drawn, with a little room; shares have 0 among them. */
function boundsOf({ rows, isShare }: IntervalModel): readonly [least: number, most: number] {
  const drawn = rows.flatMap(({ runs, mean, alone }) => [
    ...runs.map(({ value }) => value),
    ...endsOf(mean),
    ...endsOf(alone),
    ...(isShare ? [0] : []),
  ]);
  const least = drawn.reduce((one, other) => Math.min(one, other), Infinity);
  const most = drawn.reduce((one, other) => Math.max(one, other), -Infinity);
  const room = most > least ? (most - least) * 0.04 : Math.max(Math.abs(most) * 0.04, 1e-6);
  return [least - room, most + room];
}

function scales(model: IntervalModel, palette: Palette) {
  const { rows, isShare } = model;
  const font = { family: palette.font, size: 11 };
  const [min, max] = boundsOf(model);
  return {
    x: {
      type: 'linear' as const,
      min,
      max,
      border: { display: false },
      grid: { display: false },
      ticks: {
        color: palette.muted,
        font,
        maxRotation: 0,
        autoSkipPadding: 20,
        includeBounds: false,
        callback: (value: string | number) =>
          isShare
            ? valueText({ isShare }, Number(value))
            : Number(value).toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−'),
      },
    },
    y: { type: 'linear' as const, display: false, reverse: true, min: -0.55, max: rows.length - 0.45 },
  };
}

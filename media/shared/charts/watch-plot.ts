/** What a person does over a plot: points at moments, and chooses those to show, by pointer and by keys. */
import type { Span } from './chart-model';
import type { LineChart } from './line-chart';

/** Moments to show: these, half as many, twice as many, or all. */
export type Zoom = Span | 'in' | 'out' | 'all';

export interface PlotActions {
  /** At a moment, or away. */
  point(x: number | undefined): void;
  /** So many readings on, or back. */
  step(places: number): void;
  zoom?(zoom: Zoom): void;
}

/** Pixels; whoever drags over fewer has clicked. */
const shortest = 6;

export function watchPlot(canvas: HTMLCanvasElement, chart: LineChart, actions: PlotActions): void {
  const { zoom } = actions;
  let start: { readonly pixel: number; readonly moment: number } | undefined;
  /** The latest moment under the pointer: it may be let go beside the plot. */
  let end = 0;

  const endSelection = (): void => {
    start = undefined;
    chart.showSelection(undefined);
  };
  canvas.addEventListener('pointermove', ({ offsetX }) => {
    const moment = chart.momentAt(offsetX);
    actions.point(moment);
    if (moment === undefined) return;
    end = moment;
    if (start) chart.showSelection(spanOf(start.moment, end));
  });
  canvas.addEventListener('pointerleave', () => actions.point(undefined));
  if (!zoom) return;

  canvas.addEventListener('pointerdown', ({ offsetX, button, pointerId }) => {
    const moment = chart.momentAt(offsetX);
    if (button !== 0 || moment === undefined) return;
    start = { pixel: offsetX, moment };
    end = moment;
    canvas.setPointerCapture(pointerId);
  });
  canvas.addEventListener('pointerup', ({ offsetX }) => {
    const from = start;
    endSelection();
    if (from && Math.abs(offsetX - from.pixel) >= shortest) zoom(spanOf(from.moment, end));
  });
  canvas.addEventListener('pointercancel', endSelection);
  canvas.addEventListener('dblclick', () => zoom('all'));
  canvas.addEventListener('blur', () => actions.point(undefined));
  canvas.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key === 'Escape' && start) endSelection();
    else act(actions);
  });
}

const keys: Readonly<Record<string, (actions: PlotActions) => void>> = {
  ArrowLeft: ({ step }) => step(-1),
  ArrowRight: ({ step }) => step(1),
  PageUp: ({ step }) => step(-10),
  PageDown: ({ step }) => step(10),
  Home: ({ step }) => step(-Infinity),
  End: ({ step }) => step(Infinity),
  '+': ({ zoom }) => zoom?.('in'),
  '-': ({ zoom }) => zoom?.('out'),
  Escape: ({ point, zoom }) => {
    point(undefined);
    zoom?.('all');
  },
};

const spanOf = (one: number, other: number): Span => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
});

/** Which part of a picture is seen, and how large: wheel, drag, keys and buttons move a transform. */
import { isNumber, isObject } from '../../contract/checks';

export interface View {
  /** Where the picture's origin is drawn, in pixels from the upper left corner of the window onto it. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const [smallest, largest] = [0.1, 4];
/** Small pictures are not blown up: type at its own size is easiest to read. */
const largestFit = 1.15;
const step = 1.2;

/** The whole picture, centred. */
export function fitView(picture: Box, width: number, height: number): View {
  const scale = clamp(Math.min(width / picture.width, height / picture.height), smallest, largestFit);
  return {
    x: (width - picture.width * scale) / 2 - picture.x * scale,
    y: (height - picture.height * scale) / 2 - picture.y * scale,
    scale,
  };
}

/** Larger or smaller by `factor`, keeping what is at (`x`, `y`) of the window where it is. */
export function zoomView(view: View, factor: number, x: number, y: number): View {
  const scale = clamp(view.scale * factor, smallest, largest);
  const grown = scale / view.scale;
  return { x: x - (x - view.x) * grown, y: y - (y - view.y) * grown, scale };
}

export function panView({ x, y, scale }: View, right: number, down: number): View {
  return { x: x + right, y: y + down, scale };
}

export function parseView(value: unknown): View | undefined {
  if (!isObject(value)) return undefined;
  const { x, y, scale } = value;
  return isNumber(x) && isNumber(y) && isNumber(scale) && (scale as number) > 0
    ? { x: x as number, y: y as number, scale: clamp(scale as number, smallest, largest) }
    : undefined;
}

export interface ViewChange {
  (change: (view: View, width: number, height: number) => View): void;
}

/** Listens on `surface`; every movement is handed to `change`, `fit` shows the whole picture. */
export function listenForMoves(surface: SVGSVGElement, change: ViewChange, fit: () => void): void {
  surface.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { left, top } = surface.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // A pinch arrives as a wheel with the control key, in smaller portions.
      const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015));
      change((view) => zoomView(view, factor, event.clientX - left, event.clientY - top));
    },
    { passive: false },
  );
  listenForDrags(surface, (right, down) => change((view) => panView(view, right, down)));
  surface.addEventListener('dblclick', fit);
  surface.addEventListener('keydown', (event) => {
    const move = keys[event.key];
    if (event.key === '0' || event.key === 'Home') fit();
    else if (move && !event.ctrlKey && !event.metaKey && !event.altKey) change(move);
    else return;
    event.preventDefault();
  });
}

/** What the zoom buttons do. */
export const zoomIn = (view: View, width: number, height: number): View =>
  zoomView(view, step, width / 2, height / 2);
export const zoomOut = (view: View, width: number, height: number): View =>
  zoomView(view, 1 / step, width / 2, height / 2);

const keys: Readonly<Record<string, (view: View, width: number, height: number) => View>> = {
  '+': zoomIn,
  '=': zoomIn,
  '-': zoomOut,
  _: zoomOut,
  ArrowLeft: (view) => panView(view, 60, 0),
  ArrowRight: (view) => panView(view, -60, 0),
  ArrowUp: (view) => panView(view, 0, 60),
  ArrowDown: (view) => panView(view, 0, -60),
};

/** A press that hardly moves is a click and reaches what is under it; a drag does not. */
function listenForDrags(surface: SVGSVGElement, pan: (right: number, down: number) => void): void {
  let from: { x: number; y: number } | undefined;
  let dragged = false;
  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    dragged = false;
  });
  surface.addEventListener('pointermove', (event) => {
    if (!from || (event.buttons & 1) === 0) return;
    const [right, down] = [event.clientX - from.x, event.clientY - from.y];
    if (!dragged && Math.hypot(right, down) < 4) return;
    if (!dragged) surface.setPointerCapture(event.pointerId);
    dragged = true;
    surface.classList.add('dragging');
    from = { x: event.clientX, y: event.clientY };
    pan(right, down);
  });
  const release = (): void => {
    from = undefined;
    surface.classList.remove('dragging');
  };
  surface.addEventListener('pointerup', release);
  surface.addEventListener('pointercancel', release);
  surface.addEventListener(
    'click',
    (event) => {
      if (dragged) event.stopPropagation();
      dragged = false;
    },
    { capture: true },
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

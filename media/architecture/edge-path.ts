/** The curves and heads of arrows, as SVG paths. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The axis along which an arrow leaves and arrives. */
export type Heading = 'horizontal' | 'vertical';

/** Lines end inside their heads, so that no blunt end shows at the tip. */
const headLength = 8;
const headWidth = 3.5;

/** Through all points, every part leaving and arriving along the heading. */
export function curvePath(points: readonly Point[], heading: Heading): string {
  return points
    .map((to, index) => {
      const from = points[index - 1];
      if (!from) return `M${write(to)}`;
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const [leave, arrive] =
        heading === 'horizontal'
          ? [
              { x: middle.x, y: from.y },
              { x: middle.x, y: to.y },
            ]
          : [
              { x: from.x, y: middle.y },
              { x: to.x, y: middle.y },
            ];
      return `C${write(leave)} ${write(arrive)} ${write(to)}`;
    })
    .join('');
}

/** Around what stands between two points: out along the heading against its direction by `reach`, and back. */
export function bowPath(start: Point, end: Point, heading: Heading, reach: number): string {
  const out = (point: Point): Point =>
    heading === 'horizontal'
      ? { x: Math.min(start.x, end.x) - reach, y: point.y }
      : { x: point.x, y: Math.min(start.y, end.y) - reach };
  return `M${write(start)}C${write(out(start))} ${write(out(end))} ${write(end)}`;
}

/** A triangle whose tip points in `direction`, a unit vector along an axis. */
export function headPath(tip: Point, direction: Point): string {
  const base = { x: tip.x - direction.x * headLength, y: tip.y - direction.y * headLength };
  const side = { x: -direction.y * headWidth, y: direction.x * headWidth };
  const corners = [
    tip,
    { x: base.x + side.x, y: base.y + side.y },
    { x: base.x - side.x, y: base.y - side.y },
  ];
  return `M${corners.map(write).join('L')}Z`;
}

/** The point from which the line itself ends, half a head before the tip. */
export function behindHead(tip: Point, direction: Point): Point {
  return { x: tip.x - (direction.x * headLength) / 2, y: tip.y - (direction.y * headLength) / 2 };
}

function write({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** Draws arrows between placed nodes: what flows goes from side to side, networks that teach each other are linked across. */
import type { ArchitectureEdge } from '../../contract/architecture';
import type { Direction, PlacedEdge, PlacedNode } from './drawing';
import { behindHead, bowPath, curvePath, headPath, type Heading, type Point } from './edge-path';

/** How far a bow leans out of its layer, in pixels. */
const bowReach = 27;

/** `bends` keep the arrow off other nodes; the one that only makes room for the label between two layers is not needed. */
export function placeFlow(
  edge: ArchitectureEdge,
  from: PlacedNode,
  to: PlacedNode,
  direction: Direction,
  { bends, label }: { readonly bends: readonly Point[]; readonly label: Point },
): PlacedEdge {
  const right = direction === 'right';
  const start = right ? side(from, 'right') : side(from, 'bottom');
  const tip = right ? side(to, 'left') : side(to, 'top');
  const ahead = right ? { x: 1, y: 0 } : { x: 0, y: 1 };
  const isNext = bends.length <= 1;
  const points = [start, ...(isNext ? [] : bends), behindHead(tip, ahead)];
  return {
    edge,
    line: curvePath(points, right ? 'horizontal' : 'vertical'),
    heads: [headPath(tip, ahead)],
    label: isNext ? { x: (start.x + tip.x) / 2, y: (start.y + tip.y) / 2 } : label,
    reaches: points,
  };
}

/** Neighbours are joined across the gap between them, others by a bow around those in between. */
export function placeLink(
  edge: ArchitectureEdge,
  a: PlacedNode,
  b: PlacedNode,
  direction: Direction,
  nodes: readonly PlacedNode[],
): PlacedEdge {
  const right = direction === 'right';
  const along = (node: PlacedNode): number => (right ? node.y + node.height / 2 : node.x + node.width / 2);
  const [first, second] = along(a) <= along(b) ? [a, b] : [b, a];
  const parted = nodes.some(
    (node) => node.node.kind === 'network' && along(first) < along(node) && along(node) < along(second),
  );
  return parted
    ? bow(edge, first, second, right)
    : across(edge, first, second, right ? 'vertical' : 'horizontal');
}

function across(edge: ArchitectureEdge, first: PlacedNode, second: PlacedNode, heading: Heading): PlacedEdge {
  const vertical = heading === 'vertical';
  const start = side(first, vertical ? 'bottom' : 'right');
  const end = side(second, vertical ? 'top' : 'left');
  const ahead = vertical ? { x: 0, y: 1 } : { x: 1, y: 0 };
  const back = opposite(ahead);
  return {
    edge,
    line: curvePath([behindHead(start, back), behindHead(end, ahead)], heading),
    heads: [headPath(start, back), headPath(end, ahead)],
    label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
    reaches: [start, end],
  };
}

/** Without its label, for which there is no room among the arrows that a bow crosses. */
function bow(edge: ArchitectureEdge, first: PlacedNode, second: PlacedNode, right: boolean): PlacedEdge {
  const start = side(first, right ? 'left' : 'top');
  const end = side(second, right ? 'left' : 'top');
  const ahead = right ? { x: 1, y: 0 } : { x: 0, y: 1 };
  return {
    edge,
    line: bowPath(
      behindHead(start, ahead),
      behindHead(end, ahead),
      right ? 'horizontal' : 'vertical',
      bowReach,
    ),
    heads: [headPath(start, ahead), headPath(end, ahead)],
    label: undefined,
    reaches: [start, end],
  };
}

function side({ x, y, width, height }: PlacedNode, which: 'left' | 'right' | 'top' | 'bottom'): Point {
  const points = {
    left: { x, y: y + height / 2 },
    right: { x: x + width, y: y + height / 2 },
    top: { x: x + width / 2, y },
    bottom: { x: x + width / 2, y: y + height },
  };
  return points[which];
}

const opposite = ({ x, y }: Point): Point => ({ x: -x, y: -y });

/** The architecture panel's geometry: nothing overlaps, order is kept, views fit and zoom about a point. */
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../contract/architecture';
import type { Direction, Drawing } from '../../media/architecture/drawing';
import { layOut } from '../../media/architecture/layout';
import { isShared } from '../../media/architecture/node-size';
import { fitView, panView, parseView, zoomView } from '../../media/architecture/viewport';
import { networks, numerals } from '../support/synthetic-architectures';

const measure = (content: string): number => content.length * 7;

const cases: readonly (readonly [string, Architecture])[] = [
  ['one trunk under two tasks', numerals],
  ['two networks', networks(2)],
  ['four networks', networks(4)],
  ['nothing', { title: '', parameters: 0, nodes: [], edges: [] }],
];
const directions: readonly Direction[] = ['right', 'down'];

describe.each(cases)('the layout of %s', (_name, architecture) => {
  it.each(directions)('keeps nodes apart, leading %s', (direction) => {
    const { nodes } = layOut(architecture, direction, measure);
    for (const [index, a] of nodes.entries()) {
      for (const b of nodes.slice(index + 1)) {
        const apart =
          a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
        expect(apart, `${a.node.id} and ${b.node.id}`).toBe(true);
      }
    }
  });

  it.each(directions)('leads %s', (direction) => {
    const { nodes, edges } = layOut(architecture, direction, measure);
    const place = (id: string) => nodes.find(({ node }) => node.id === id)!;
    expect(edges).toHaveLength(architecture.edges.length);
    for (const { edge } of edges) {
      if (edge.kind === 'cotrain') continue;
      const [from, to] = [place(edge.from), place(edge.to)];
      const gap = direction === 'right' ? to.x - from.x - from.width : to.y - from.y - from.height;
      expect(gap).toBeGreaterThan(0);
    }
  });

  it.each(directions)('has everything inside, leading %s', (direction) => {
    const drawing = layOut(architecture, direction, measure);
    for (const { x, y, width, height } of drawing.nodes) {
      expect(x).toBeGreaterThanOrEqual(drawing.x);
      expect(y).toBeGreaterThanOrEqual(drawing.y);
      expect(x + width).toBeLessThanOrEqual(drawing.x + drawing.width);
      expect(y + height).toBeLessThanOrEqual(drawing.y + drawing.height);
    }
  });

  it('is the same every time', () => {
    expect(layOut(architecture, 'right', measure)).toEqual(layOut(architecture, 'right', measure));
  });
});

/** Names of the nodes of a kind in the order in which they are drawn, across the direction. */
function drawnOrder({ nodes, direction }: Drawing, kind: string): readonly string[] {
  return nodes
    .filter(({ node }) => node.kind === kind)
    .toSorted((a, b) => (direction === 'right' ? a.y - b.y : a.x - b.x))
    .map(({ node }) => node.id);
}

it.each(directions)('draws in the order of declaration, leading %s', (direction) => {
  expect(drawnOrder(layOut(numerals, direction, measure), 'task')).toEqual(['numeral', 'morphology']);
  expect(drawnOrder(layOut(networks(3), direction, measure), 'network')).toEqual(['view1', 'view2', 'view3']);
});

it('links neighbours across, others by a bow, with a head at both ends', () => {
  const { edges } = layOut(networks(3), 'right', measure);
  const links = edges.filter(({ edge }) => edge.kind === 'cotrain');
  expect(
    links.map(({ edge, heads, label }) => [edge.from, edge.to, heads.length, label !== undefined]),
  ).toEqual([
    ['view1', 'view2', 2, true],
    ['view1', 'view3', 2, false],
    ['view2', 'view3', 2, true],
  ]);
});

it('leaves out edges to nodes that are not there', () => {
  const edges = [...numerals.edges, { from: 'trunk', to: 'gone', kind: 'flow' as const, label: '' }];
  expect(layOut({ ...numerals, edges }, 'right', measure).edges).toHaveLength(3);
});

it('calls a block shared that several tasks train', () => {
  expect(numerals.nodes.filter(isShared).map(({ id }) => id)).toEqual(['trunk']);
});

describe('the view', () => {
  const picture = { x: -10, y: 5, width: 400, height: 200 };

  it.each([
    [200, 200],
    [800, 90],
    [2000, 2000],
  ])('fits the picture into %s by %s', (width, height) => {
    const { x, y, scale } = fitView(picture, width, height);
    const [left, top] = [x + picture.x * scale, y + picture.y * scale];
    expect(left).toBeGreaterThanOrEqual(-1e-9);
    expect(top).toBeGreaterThanOrEqual(-1e-9);
    expect(left + picture.width * scale).toBeLessThanOrEqual(width + 1e-9);
    expect(top + picture.height * scale).toBeLessThanOrEqual(height + 1e-9);
    expect(left * 2 + picture.width * scale).toBeCloseTo(width, 9);
  });

  it('zooms about the pointer', () => {
    const before = { x: 30, y: -20, scale: 0.8 };
    const after = zoomView(before, 1.7, 111, 222);
    const seen = ({ x, y, scale }: typeof before) => [(111 - x) / scale, (222 - y) / scale];
    expect(seen(after)[0]).toBeCloseTo(seen(before)[0]!, 9);
    expect(seen(after)[1]).toBeCloseTo(seen(before)[1]!, 9);
    expect(after.scale).toBeCloseTo(1.36, 12);
  });

  it('is neither lost nor blown up without end', () => {
    expect(zoomView({ x: 0, y: 0, scale: 1 }, 1e9, 0, 0).scale).toBe(4);
    expect(zoomView({ x: 0, y: 0, scale: 1 }, 1e-9, 0, 0).scale).toBe(0.1);
  });

  it('pans', () => expect(panView({ x: 1, y: 2, scale: 3 }, 10, 20)).toEqual({ x: 11, y: 22, scale: 3 }));

  it.each([undefined, null, {}, { x: 1, y: 2 }, { x: 1, y: Number.NaN, scale: 1 }, { x: 1, y: 1, scale: 0 }])(
    'is not taken from %s',
    (kept) => expect(parseView(kept)).toBeUndefined(),
  );
});

it('counts layers that networks have in common in the first of them, and says so in the others', () => {
  const { nodes, ...rest } = networks(2);
  const sharedBy = ['view1', 'view2'];
  const common = nodes.map((node) =>
    node.kind !== 'network'
      ? node
      : {
          ...node,
          parameters: node.id === 'view1' ? 4_928 : 0,
          layers: [
            { label: 'dense(64, relu)', shape: '64', parameters: node.id === 'view1' ? 4_928 : 0, sharedBy },
            { label: 'flatten', shape: '64', parameters: 0 },
          ],
        },
  );
  const drawing = layOut({ ...rest, nodes: common }, 'right', measure);
  const textOf = (id: string) => drawing.nodes.find(({ node }) => node.id === id)!.text;
  expect(textOf('view1').layers.map(({ parameters }) => parameters)).toEqual(['4,928', '']);
  expect(textOf('view2').layers.map(({ parameters }) => parameters)).toEqual(['as in view1', '']);
  expect(textOf('view2').parameters).toBe('');
});

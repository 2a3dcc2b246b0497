/** Places the nodes and arrows of an architecture in layers, by dagre. */
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { Architecture, ArchitectureNode } from '../../contract/architecture';
import type { Direction, Drawing, PlacedEdge, PlacedNode } from './drawing';
import { nodeSize, type Measure, type NodeSize } from './node-size';
import { placeFlow, placeLink } from './place-edges';

const margin = 24;
const labelHeight = 18;

/** The same architecture is always drawn the same way. Edges between unknown nodes are left out. */
export function layOut(architecture: Architecture, direction: Direction, measure: Measure): Drawing {
  const right = direction === 'right';
  const links = architecture.edges.filter(({ kind }) => kind === 'cotrain');
  const linkWidth = links.reduce((width, { label }) => Math.max(width, measure(label, 'word')), 0);
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({
    rankdir: right ? 'LR' : 'TB',
    // Between co-trained networks there is a link with its label.
    nodesep: links.length === 0 ? 28 : right ? 64 : linkWidth + 48,
    rankalign: right ? 'center' : 'top',
    edgesep: 20,
    ranksep: links.length === 0 ? 34 : 46,
  });
  const sizes = sizesOf(architecture.nodes, measure);
  // Dagre puts what it hears of last first.
  for (const [index, node] of [...architecture.nodes.entries()].toReversed()) {
    const { width, height } = sizes[index]!;
    graph.setNode(node.id, { width, height });
  }
  const known = architecture.edges.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to));
  for (const [index, { from, to, kind, label }] of [...known.entries()].toReversed()) {
    // Links between networks must not push one of them into a later layer.
    if (kind === 'cotrain') continue;
    const width = label === '' ? 0 : measure(label, 'word') + 12;
    graph.setEdge(from, to, { width, height: labelHeight, labelpos: 'c' }, String(index));
  }
  layout(graph);

  const nodes = architecture.nodes.map((node, index): PlacedNode => {
    const size = sizes[index]!;
    const { x = 0, y = 0 } = graph.node(node.id);
    return { ...size, node, x: x - size.width / 2, y: y - size.height / 2 };
  });
  const placed = new Map(nodes.map((node) => [node.node.id, node]));
  const edges = known.map((edge, index) => {
    const [from, to] = [placed.get(edge.from)!, placed.get(edge.to)!];
    if (edge.kind === 'cotrain') {
      return placeLink(edge, from, to, direction, nodes);
    }
    const { points = [], x = 0, y = 0 } = graph.edge(edge.from, edge.to, String(index));
    return placeFlow(edge, from, to, direction, { bends: points.slice(1, -1), label: { x, y } });
  });
  return { ...extent(nodes, edges), direction, nodes, edges };
}

/** Nodes of a kind are equally wide, so that those of a layer line up. */
function sizesOf(nodes: readonly ArchitectureNode[], measure: Measure): readonly NodeSize[] {
  const needed = nodes.map((node) => nodeSize(node, measure));
  const widest = (kind: ArchitectureNode['kind']): number =>
    Math.max(...needed.filter((_, index) => nodes[index]!.kind === kind).map(({ width }) => width));
  return nodes.map((node) => nodeSize(node, measure, widest(node.kind)));
}

/** Everything is inside, also bows that leave the layers. */
function extent(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]) {
  const corners = [
    ...nodes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
    ...edges.flatMap(({ reaches }) => reaches),
  ];
  if (corners.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin };
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    x: left - margin,
    y: top - margin,
    width: Math.max(...xs) - left + 2 * margin,
    height: Math.max(...ys) - top + 2 * margin,
  };
}

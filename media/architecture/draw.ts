/** Draws a laid-out architecture as SVG that can be read, pointed at and walked through by keyboard. */
import type { ArchitectureLayer } from '../../contract/architecture';
import { formatCount } from '../../contract/format-count';
import type { Position } from '../../contract/problem';
import { svgElement } from '../shared/element';
import { list, t } from '../shared/translate';
import type { Drawing, PlacedEdge, PlacedNode } from './drawing';
import { measures } from './node-size';

/** `reveal` leads to where something was written. */
export function drawArchitecture(drawing: Drawing, reveal: (at: Position) => void): SVGGElement {
  return svgElement(
    'g',
    {},
    ...drawing.edges.map(drawEdge),
    ...drawing.nodes.map((node) => drawNode(node, reveal)),
  );
}

function drawEdge({ edge, line, heads, label }: PlacedEdge): SVGGElement {
  const ends = `${edge.from} ${edge.kind === 'cotrain' ? '↔' : '→'} ${edge.to}`;
  return svgElement(
    'g',
    { class: `edge ${edge.kind}` },
    svgElement('title', {}, t('{name}: {values}', { name: ends, values: edge.label })),
    svgElement('path', { class: 'line', d: line, fill: 'none' }),
    ...heads.map((d) => svgElement('path', { class: 'head', d })),
    edge.label === '' || !label
      ? undefined
      : svgElement(
          'text',
          { class: 'word on-line', x: label.x, y: label.y, 'text-anchor': 'middle', dy: '0.35em' },
          edge.label,
        ),
  );
}

function drawNode(placed: PlacedNode, reveal: (at: Position) => void): SVGGElement {
  const { node, x, y, width, height, text } = placed;
  const drawn = svgElement(
    'g',
    { class: `node kind-${node.kind}`, transform: `translate(${x} ${y})`, 'data-node': node.id },
    svgElement('rect', { class: 'box', width, height, rx: 5 }),
    svgElement('rect', { class: 'accent', width: 4, height, rx: 2 }),
    drawHead(placed),
    ...node.layers.map((_layer, index) => drawLayer(placed, index, reveal)),
  );
  const title = [text.kind, text.name, node.label, text.parameters, node.shape, text.badge];
  leadTo(drawn, node.at, reveal, list(title.filter((part) => part !== '')));
  return drawn;
}

function drawHead({ text, width, badgeWidth }: PlacedNode): SVGGElement {
  const { padding, kindLine, nameLine, badgeHeight, badgePadding } = measures;
  const name = svgElement(
    'text',
    { class: 'name', x: padding, y: nameLine },
    text.name,
    text.about === '' ? undefined : svgElement('tspan', { class: 'code about', dx: 8 }, text.about),
  );
  return svgElement(
    'g',
    {},
    svgElement('text', { class: 'word kind', x: padding, y: kindLine }, text.kind),
    name,
    text.parameters === ''
      ? undefined
      : svgElement(
          'text',
          { class: 'word', x: width - padding, y: nameLine, 'text-anchor': 'end' },
          text.parameters,
        ),
    text.badge === ''
      ? undefined
      : svgElement(
          'g',
          { class: 'badge' },
          svgElement('rect', {
            x: width - padding + badgePadding - badgeWidth,
            y: kindLine - 13,
            width: badgeWidth,
            height: badgeHeight,
            rx: badgeHeight / 2,
          }),
          svgElement(
            'text',
            { class: 'word', x: width - padding, y: kindLine, 'text-anchor': 'end' },
            text.badge,
          ),
        ),
  );
}

function drawLayer(
  { node, text, width, columns }: PlacedNode,
  index: number,
  reveal: (at: Position) => void,
): SVGGElement {
  const { padding, headHeight, rowHeight } = measures;
  const { label, shape, parameters } = text.layers[index]!;
  const middle = headHeight + rowHeight * (index + 0.5);
  const cell = (content: string, x: number, style: string, anchor: 'start' | 'end') =>
    svgElement('text', { class: style, x, y: middle, dy: '0.35em', 'text-anchor': anchor }, content);
  const layer = node.layers[index]!;
  const row = svgElement(
    'g',
    { class: layer.sharedBy ? 'layer common' : 'layer' },
    svgElement('rect', {
      class: 'row',
      x: padding / 2,
      y: middle - rowHeight / 2,
      width: width - padding,
      height: rowHeight,
      rx: 3,
    }),
    cell(label, padding, 'code', 'start'),
    cell(shape, columns.shape, 'word', 'end'),
    parameters === '' ? undefined : cell(parameters, columns.parameters, 'word', 'end'),
  );
  const title = list([layer.label, shape, ...aboutParameters(layer)]);
  leadTo(row, layer.at, reveal, title);
  return row;
}

/** `4,160 parameters`, and which networks share them; nothing of a layer without any. */
function aboutParameters({ parameters, sharedBy }: ArchitectureLayer): readonly string[] {
  const count =
    parameters === 0 ? [] : [t('{count} {count|parameter|parameters}', { count: formatCount(parameters) })];
  return sharedBy ? [...count, t('shared by {networks}', { networks: list(sharedBy) })] : count;
}

/** Makes a button of what was written somewhere; the rest is only named. */
function leadTo(
  drawn: SVGGElement,
  at: Position | undefined,
  reveal: (at: Position) => void,
  name: string,
): void {
  drawn.prepend(svgElement('title', {}, name));
  if (!at) return;
  drawn.setAttribute('role', 'button');
  drawn.setAttribute('tabindex', '0');
  drawn.setAttribute('aria-label', t('{name}. Go to where it is written.', { name }));
  drawn.addEventListener('click', (event) => {
    event.stopPropagation();
    reveal(at);
  });
  drawn.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    reveal(at);
  });
}

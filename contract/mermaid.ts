/** The architecture as a Mermaid flowchart, the text form that READMEs, wikis and issues draw by themselves. */
import type { Architecture, ArchitectureLayer, ArchitectureNode } from './architecture';
import { formatCount } from './format-count';

/**
 * One node for each input, block, network and task, with its layers and parameters, where those come from and whether they are frozen; shapes on the arrows; co-training
 * as a dotted arrow with two heads. Names are quoted, so that any declared name survives.
 * Syntax: https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidText(architecture: Architecture): string {
  const ids = new Map(architecture.nodes.map((node, index) => [node.id, `n${index}`]));
  const arrows = architecture.edges.flatMap(({ from, to, kind, label }) => {
    const [source, target] = [ids.get(from), ids.get(to)];
    if (source === undefined || target === undefined) return [];
    const arrow = kind === 'cotrain' ? '<-.->' : '-->';
    return [`  ${source} ${arrow}${label === '' ? '' : `|${quote(label)}|`} ${target}`];
  });
  const classes = Object.entries(classStyles).map(([kind, style]) => `  classDef ${kind} ${style}`);
  const nodes = architecture.nodes.map((node) => `  ${ids.get(node.id)}${drawNode(node)}:::${node.kind}Node`);
  return ['flowchart LR', ...nodes, ...arrows, ...classes, ''].join('\n');
}

/** `input` and `task` alone could be words of Mermaid one day; a suffix keeps the class names ours. */
const classStyles: { readonly [kind in `${ArchitectureNode['kind']}Node`]: string } = {
  inputNode: 'stroke:#1a85ff',
  sharedNode: 'stroke:#388a34,stroke-width:2px',
  networkNode: 'stroke:#652d90',
  taskNode: 'stroke:#d18616',
};

/** Inputs are slanted, tasks rounded, blocks and networks boxes. */
const outlines: { readonly [kind in ArchitectureNode['kind']]: readonly [open: string, close: string] } = {
  input: ['[/', '/]'],
  shared: ['[', ']'],
  network: ['[', ']'],
  task: ['(', ')'],
};

function drawNode(node: ArchitectureNode): string {
  const [open, close] = outlines[node.kind];
  const lines = [
    node.label === '' ? node.id : `${node.id}: ${node.label}`,
    ...(node.from === undefined ? [] : [`from ${node.from}`]),
    ...node.layers.map(layerText),
    ...(node.parameters > 0
      ? [`${formatCount(node.parameters)} parameters${node.frozen ? ', frozen' : ''}`]
      : []),
  ];
  return `${open}${quote(...lines)}${close}`;
}

const layerText = ({ label, parameters, frozen, sharedBy }: ArchitectureLayer): string =>
  label +
  (sharedBy ? `, shared by ${sharedBy.length} networks` : '') +
  (frozen && parameters > 0 ? ', frozen' : '');

/** Mermaid reads HTML-like entities inside quotes; everything that could end the quotes or be markup becomes one. */
function quote(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replace(/["<>&#`\\]/g, (character) => `#${character.charCodeAt(0)};`).replace(/\s+/g, ' '),
  );
  return `"${escaped.join('<br/>')}"`;
}

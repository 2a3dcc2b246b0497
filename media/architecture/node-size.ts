/** How large a node is drawn: a heading, and its layers as rows of three columns. */
import { formatCount } from '../../contract/format-count';
import type { ArchitectureLayer, ArchitectureNode } from '../../contract/architecture';
import { t } from '../shared/translate';

/** Type in which something is set: names, words around them, and what is written in the language. */
export type Face = 'name' | 'word' | 'code';

/** Width of a text in pixels. */
export type Measure = (content: string, face: Face) => number;

export interface NodeText {
  readonly kind: string;
  readonly name: string;
  /** What it is, as written: `image(15, 16)`, or the run that it starts from; empty where there is nothing to say. */
  readonly about: string;
  /** `84,496 parameters`, and whether they are frozen; empty for nodes without any. */
  readonly parameters: string;
  /** `shared by 2 tasks`; empty where one task alone trains the node. */
  readonly badge: string;
  readonly layers: readonly { readonly label: string; readonly shape: string; readonly parameters: string }[];
}

export interface NodeSize {
  readonly width: number;
  readonly height: number;
  readonly text: NodeText;
  /** 0 without a badge. */
  readonly badgeWidth: number;
  /** Right edges of the columns of shapes and of parameters, from the node's left edge. */
  readonly columns: { readonly shape: number; readonly parameters: number };
}

/** In pixels. Baselines are measured from the node's top. */
export const measures = {
  padding: 14,
  gap: 18,
  kindLine: 20,
  nameLine: 40,
  headHeight: 52,
  rowHeight: 21,
  footHeight: 7,
  badgeHeight: 18,
  badgePadding: 8,
} as const;

/** Longer labels are cut; their whole text is in the tooltip. */
const longestLabel = 44;

/** Not narrower than `least`. */
export function nodeSize(node: ArchitectureNode, measure: Measure, least = 0): NodeSize {
  const text = nodeText(node);
  const widest = (of: (layer: NodeText['layers'][number]) => string, face: Face): number =>
    text.layers.reduce((width, layer) => Math.max(width, measure(of(layer), face)), 0);
  const { padding, gap } = measures;
  const label = widest((layer) => layer.label, 'code');
  const shape = widest((layer) => layer.shape, 'word');
  const parameters = widest((layer) => layer.parameters, 'word');
  const badgeWidth = text.badge === '' ? 0 : measure(text.badge, 'word') + 2 * measures.badgePadding;
  const kind = measure(text.kind, 'word') + (badgeWidth > 0 ? gap + badgeWidth : 0);
  const name =
    measure(text.name, 'name') +
    (text.about === '' ? 0 : 8 + measure(text.about, 'code')) +
    (text.parameters === '' ? 0 : gap + measure(text.parameters, 'word'));
  const rows = text.layers.length === 0 ? 0 : label + gap + shape + (parameters > 0 ? gap + parameters : 0);
  const width = Math.max(least, Math.ceil(Math.max(kind, name, rows, 90) + 2 * padding));
  const layers = text.layers.length === 0 ? 0 : text.layers.length * measures.rowHeight + measures.footHeight;
  return {
    width,
    height: measures.headHeight + layers,
    text,
    badgeWidth,
    columns: {
      parameters: width - padding,
      shape: width - padding - (parameters > 0 ? parameters + gap : 0),
    },
  };
}

export function kindName(kind: ArchitectureNode['kind']): string {
  const names = {
    input: () => t('Input'),
    shared: () => t('Shared block'),
    network: () => t('Network'),
    task: () => t('Task'),
  } satisfies Record<ArchitectureNode['kind'], () => string>;
  return names[kind]();
}

/** Trained by the losses of several tasks: what multi-task learning is about. */
export function isShared(node: ArchitectureNode): boolean {
  return node.parameters > 0 && node.tasks.length > 1;
}

function nodeText(node: ArchitectureNode): NodeText {
  return {
    kind: kindName(node.kind),
    name: node.id,
    about: cut(aboutNode(node)),
    parameters: node.parameters === 0 ? '' : countText(node),
    badge: isShared(node) ? t('shared by {count} {count|task|tasks}', { count: node.tasks.length }) : '',
    layers: node.layers.map((layer) => ({
      label: cut(layer.label),
      shape: layer.shape,
      parameters: layer.parameters === 0 && !layer.sharedBy ? '' : parametersText(layer),
    })),
  };
}

/** Parameters that networks have in common are counted in the first of them, and the others say in which. */
export function parametersText({ parameters, frozen, sharedBy }: ArchitectureLayer): string {
  return sharedBy && parameters === 0
    ? t('as in {name}', { name: sharedBy[0]! })
    : frozenText({ parameters, ...(frozen ? { frozen } : {}) });
}

function aboutNode({ id, label, from }: ArchitectureNode): string {
  const written = label === id ? '' : label;
  if (from === undefined) return written;
  const start = t('from {run}', { run: from });
  return written === '' ? start : `${written} ${start}`;
}

function countText({ parameters, frozen }: ArchitectureNode): string {
  const count = formatCount(parameters);
  return frozen
    ? t('{count} {count|parameter|parameters}, frozen', { count })
    : t('{count} {count|parameter|parameters}', { count });
}

/** How many parameters, and that they stay as they are where they do. */
export const frozenText = ({
  parameters,
  frozen,
}: Pick<ArchitectureNode, 'parameters' | 'frozen'>): string =>
  frozen && parameters > 0
    ? t('{count}, frozen', { count: formatCount(parameters) })
    : formatCount(parameters);

function cut(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}

/** The architecture as a table: every layer with its shape and its parameters. */
import type { Architecture, ArchitectureNode } from '../../contract/architecture';
import type { Position } from '../../contract/problem';
import { button, element } from '../shared/element';
import { list, t } from '../shared/translate';
import { frozenText, kindName, parametersText } from './node-size';

export function layerTable(architecture: Architecture, reveal: (at: Position) => void): HTMLTableElement {
  const source = (name: string, at: Position | undefined) =>
    at ? button(name, () => reveal(at), { class: 'link' }) : name;
  const bodies = architecture.nodes.map((node) =>
    element(
      'tbody',
      {},
      element(
        'tr',
        { class: 'block' },
        element('th', { scope: 'rowgroup' }, source(node.id, node.at), ` ${list(wordsOf(node))}`),
        element('td', {}, list(node.tasks)),
        element('td', {}, node.shape),
        element('td', {}, frozenText(node)),
      ),
      ...node.layers.map((layer) =>
        element(
          'tr',
          {},
          element('td', { class: 'layer' }, source(layer.label, layer.at)),
          element('td'),
          element('td', {}, layer.shape),
          element('td', {}, parametersText(layer)),
        ),
      ),
    ),
  );
  const headings = [t('Layer'), t('Trained by'), t('Shape'), t('Parameters')].map((name) =>
    element('th', { scope: 'col' }, name),
  );
  return element('table', {}, element('thead', {}, element('tr', {}, ...headings)), ...bodies);
}

/** What the block is, and the run that it starts from. */
const wordsOf = ({ kind, from }: ArchitectureNode): readonly string[] => [
  kindName(kind),
  ...(from === undefined ? [] : [t('from {run}', { run: from })]),
];

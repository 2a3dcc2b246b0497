/** Shows a data table, numbers set so that they can be compared. */
import { element } from '../element';
import { formatCell } from '../format';
import type { DataTable } from './data-table';

export function tableElement({ headings, rows }: DataTable, caption: string): HTMLTableElement {
  return element(
    'table',
    { class: 'data' },
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, ...headings.map((name) => element('th', { scope: 'col' }, name)))),
    element(
      'tbody',
      {},
      ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, formatCell(cell))))),
    ),
  );
}

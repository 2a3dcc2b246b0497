/** The co-training rounds as a table of their own, because their numbers are what co-training is judged by. */
import { button, element } from '../../shared/element';
import { exportText } from '../../shared/exports';
import type { Host } from '../../shared/host';
import { t } from '../../shared/translate';
import { csvText, type DataTable } from '../store/data-table';
import { tableElement } from './data-table-view';

export class RoundCard {
  readonly element: HTMLElement;
  private readonly body = element('div', { class: 'scroll', tabindex: 0 });
  private table: DataTable | undefined;
  private shown = '';

  constructor(host: Host, fileName: () => string) {
    const saveCsv = (): void => {
      if (this.table) exportText(host, `${fileName()}-rounds.csv`, 'text/csv', csvText(this.table));
    };
    this.element = element(
      'section',
      { class: 'card rounds', 'aria-label': t('Co-training rounds'), hidden: true },
      element(
        'header',
        {},
        element('h2', {}, t('Co-training rounds')),
        button('CSV', saveCsv, { class: 'quiet', title: t('Export as CSV') }),
      ),
      this.body,
    );
  }

  show(table: DataTable | undefined): void {
    this.table = table;
    this.element.hidden = !table;
    const key = JSON.stringify(table);
    if (!table || key === this.shown) return;
    this.shown = key;
    this.body.replaceChildren(tableElement(table, t('Co-training rounds')));
  }
}

/** Rounds as a table of their own, because their numbers are what co-training and federated training are judged by. */
import { button, element } from '../../shared/element';
import { exportText } from '../../shared/exports';
import type { Host } from '../../shared/host';
import { t } from '../../shared/translate';
import { csvText } from '../../shared/charts/data-table';
import type { NamedTable } from '../store/round-table';
import { tableElement } from '../../shared/charts/data-table-view';

export class RoundCard {
  readonly element = element('section', {
    class: 'card rounds',
    'aria-label': t('Co-training rounds'),
    hidden: true,
  });
  private readonly host: Host;
  private readonly fileName: () => string;
  private shown = '';

  constructor(host: Host, fileName: () => string) {
    this.host = host;
    this.fileName = fileName;
  }

  show(tables: readonly NamedTable[]): void {
    const key = JSON.stringify(tables);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = tables.length === 0;
    const [first] = tables;
    if (first) this.element.setAttribute('aria-label', first.title);
    this.element.replaceChildren(...tables.flatMap((table) => this.showTable(table)));
  }

  private showTable(table: NamedTable): readonly Node[] {
    const saveCsv = (): void =>
      exportText(this.host, `${this.fileName()}-rounds.csv`, 'text/csv', csvText(table));
    return [
      element(
        'header',
        {},
        element('h2', {}, table.title, element('small', {}, table.name)),
        button('CSV', saveCsv, { class: 'quiet', title: t('Export as CSV') }),
      ),
      element('div', { class: 'scroll', tabindex: 0 }, tableElement(table, table.name)),
    ];
  }
}

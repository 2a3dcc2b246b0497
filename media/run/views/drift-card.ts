/** The drifts that were found while a run learned from a stream. */
import type { DataTable } from '../../shared/charts/data-table';
import { tableElement } from '../../shared/charts/data-table-view';
import { element } from '../../shared/element';
import { t } from '../../shared/translate';

export class DriftCard {
  readonly element = element('section', {
    class: 'card drifts',
    'aria-label': t('Drifts'),
    hidden: true,
  });
  private shown = '';

  show(table: DataTable | undefined): void {
    const key = JSON.stringify(table);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = table === undefined;
    if (!table) return;
    this.element.replaceChildren(
      element(
        'header',
        {},
        element('h2', {}, t('Drifts'), element('small', {}, t('losses that became larger for good'))),
      ),
      element('div', { class: 'scroll', tabindex: 0 }, tableElement(table, t('Drifts'))),
    );
  }
}

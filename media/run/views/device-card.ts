/** The devices that were measured before a run began, so that nobody wonders why it trains where it does. */
import { element } from '../../shared/element';
import { t } from '../../shared/translate';
import type { DeviceTable } from '../store/device-table';
import { tableElement } from '../../shared/charts/data-table-view';

export class DeviceCard {
  readonly element = element('section', {
    class: 'card devices',
    'aria-label': t('Devices'),
    hidden: true,
  });
  private shown = '';

  show(table: DeviceTable | undefined): void {
    const key = JSON.stringify(table);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = table === undefined;
    if (!table) return;
    this.element.replaceChildren(
      element('header', {}, element('h2', {}, t('Devices'), element('small', {}, table.why))),
      element('div', { class: 'scroll', tabindex: 0 }, tableElement(table, t('Devices'))),
    );
  }
}

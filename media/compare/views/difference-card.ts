/** In what settings of their plans the runs differ, and what kept a run from being shown. */
import type { Comparison } from '../../../contract/comparison';
import { element } from '../../shared/element';
import { noNumber } from '../../../contract/format-number';
import { t } from '../../shared/translate';
import type { RunCurves } from '../store/compared-runs';
import { runSwatch } from './run-swatch';

/** Characters of a value that a cell has room for. */
const longest = 80;

export class DifferenceCard {
  readonly element = element('section', { class: 'card differences', 'aria-label': t('What differs') });
  private shown = '';

  show({ settings }: Comparison, runs: readonly RunCurves[]): void {
    const key = JSON.stringify([settings, runs.map(({ name, slot }) => [name, slot])]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = runs.length < 2;
    this.element.replaceChildren(
      element('header', {}, element('h2', {}, t('What differs'))),
      settings.length === 0
        ? element('p', { class: 'empty' }, t('All of them ran with the same settings.'))
        : element('div', { class: 'scroll', tabindex: 0 }, settingTable(settings, runs)),
    );
  }
}

function settingTable(settings: Comparison['settings'], runs: readonly RunCurves[]): HTMLElement {
  const names = settings.map(({ name }) => element('th', { scope: 'col' }, name));
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, t('What differs')),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, t('run')), ...names)),
    element(
      'tbody',
      {},
      ...runs.map(({ name, slot }, run) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, element('span', { class: 'run-name' }, runSwatch(slot), name)),
          ...settings.map(({ values }) => settingCell(values[run] ?? null)),
        ),
      ),
    ),
  );
}

/** Long lists of columns are cut in their middle, where they rarely differ. */
function settingCell(value: string | null): HTMLElement {
  if (value === null) return element('td', {}, noNumber);
  if (value.length <= longest) return element('td', {}, value);
  return element('td', { title: value }, `${value.slice(0, 48)} … ${value.slice(-28)}`);
}

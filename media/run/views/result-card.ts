/** The results of every task, metric by part. */
import { formatCount } from '../../../contract/format-count';
import { button, element } from '../../shared/element';
import { exportText } from '../../shared/exports';
import { formatNumber } from '../../shared/format';
import type { Host } from '../../shared/host';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import { csvText } from '../../shared/charts/data-table';
import { resultData, type ResultTable, type TaskRows } from '../store/result-table';
import { colourClass } from '../../shared/charts/series-swatch';

export class ResultCard {
  readonly element: HTMLElement;
  private readonly moment = element('small');
  private readonly body = element('div', { class: 'scroll-x' });
  private results: ResultTable | undefined;
  private shown = '';

  constructor(host: Host, fileName: () => string) {
    const saveCsv = (): void => {
      if (this.results) {
        exportText(host, `${fileName()}-results.csv`, 'text/csv', csvText(resultData(this.results)));
      }
    };
    this.element = element(
      'section',
      { class: 'card results', 'aria-label': t('Results') },
      element(
        'header',
        {},
        element('h2', {}, t('Results'), this.moment),
        button('CSV', saveCsv, { class: 'quiet', title: t('Export as CSV') }),
      ),
      this.body,
    );
  }

  show(results: ResultTable | undefined): void {
    this.results = results;
    const key = JSON.stringify(results);
    if (key === this.shown) return;
    this.shown = key;
    this.moment.textContent = !results
      ? ''
      : results.afterEpoch === undefined
        ? t('final')
        : results.isStreamed
          ? t('of window {epoch}', { epoch: results.afterEpoch })
          : t('after epoch {epoch}', { epoch: results.afterEpoch });
    this.body.replaceChildren(
      results
        ? resultTable(results)
        : element('p', { class: 'empty' }, t('The first results come with the first epoch.')),
    );
  }
}

function resultTable({ parts, tasks }: ResultTable): HTMLTableElement {
  const headings = parts.map((part) => element('th', { scope: 'col' }, partName(part)));
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, t('Results')),
    element('thead', {}, element('tr', {}, element('td'), ...headings)),
    ...tasks.map(taskRows),
  );
}

function taskRows({ name, target, loss, labelled, metrics }: TaskRows, index: number): HTMLElement {
  const about = element(
    'tr',
    { class: 'task' },
    element(
      'th',
      { scope: 'rowgroup' },
      element(
        'span',
        { class: 'task-name' },
        element('span', { class: `dot ${colourClass(index)}`, 'aria-hidden': true }),
        element('strong', {}, name),
      ),
      element('span', { class: 'about' }, `${target} · ${loss}`),
    ),
    ...labelled.map((rows) =>
      element(
        'td',
        { class: 'labelled' },
        rows === null ? '' : t('{rows} {rows|row|rows}', { rows: formatCount(rows) }),
      ),
    ),
  );
  const values = metrics.map((metric) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row', title: betterName(metric.better) },
        `${metric.name} ${arrow(metric.better)}`,
      ),
      ...metric.values.map((value) => element('td', {}, formatNumber(value))),
    ),
  );
  return element('tbody', {}, about, ...values);
}

const arrow = (better: 'higher' | 'lower'): string => (better === 'higher' ? '↑' : '↓');

const betterName = (better: 'higher' | 'lower'): string =>
  better === 'higher' ? t('higher is better') : t('lower is better');

/** The runs side by side: how each stands and what it came to, the best of each column marked. */
import { formatCount } from '../../../contract/format-count';
import { csvText } from '../../shared/charts/data-table';
import { button, element } from '../../shared/element';
import { exportText } from '../../shared/exports';
import { noNumber } from '../../../contract/format-number';
import { formatNumber, formatSeconds } from '../../shared/format';
import type { Host } from '../../shared/host';
import { partName } from '../../shared/part-name';
import { stateName } from '../../shared/runs/state-name';
import { t } from '../../shared/translate';
import {
  peakWords,
  runData,
  type RunRow,
  type RunTable,
  type TableMeasure,
  type TableValue,
} from '../store/run-table';
import { runSwatch } from './run-swatch';

export interface RunTableActions {
  /** Shows or hides the curves of a run. */
  toggle(run: string): void;
  /** Opens the panel of a run. */
  open(run: string): void;
}

export class RunTableCard {
  readonly element: HTMLElement;
  private readonly actions: RunTableActions;
  private readonly note = element('small');
  private readonly body = element('div', { class: 'scroll', tabindex: 0 });
  private table: RunTable | undefined;
  private shown = '';

  constructor(host: Host, fileName: () => string, actions: RunTableActions) {
    this.actions = actions;
    const saveCsv = (): void => {
      if (this.table) exportText(host, `${fileName()}-runs.csv`, 'text/csv', csvText(runData(this.table)));
    };
    this.element = element(
      'section',
      { class: 'card runs', 'aria-label': t('Runs') },
      element(
        'header',
        {},
        element('h2', {}, t('Runs'), this.note),
        button('CSV', saveCsv, { class: 'quiet', title: t('Export as CSV') }),
      ),
      this.body,
    );
  }

  /** `hidden` are the folders of runs whose curves are not drawn. */
  show(table: RunTable, hidden: ReadonlySet<string>): void {
    this.table = table;
    const parts = [...new Set(table.measures.map(({ part }) => part))];
    this.note.textContent = parts
      .map((part) => t('Measured on {part} rows.', { part: partName(part) }))
      .join(' ');
    const made = element(
      'table',
      {},
      element('caption', { class: 'unseen' }, t('Runs')),
      element('thead', {}, element('tr', {}, ...headings(table, parts.length > 1))),
      element('tbody', {}, ...table.runs.map((row) => this.row(row, hidden))),
    );
    if (made.outerHTML === this.shown) return;
    this.shown = made.outerHTML;
    const focused = this.body.querySelector<HTMLElement>('button:focus')?.dataset['key'];
    this.body.replaceChildren(made);
    // Rows are made anew while a run goes on; the keyboard stays where it is.
    for (const each of this.body.querySelectorAll('button'))
      if (focused !== undefined && each.dataset['key'] === focused) each.focus();
  }

  private row(row: RunRow, hidden: ReadonlySet<string>): HTMLElement {
    const { run, name, state, slot } = row.curves;
    const isShown = !hidden.has(run);
    const toggle = button(runSwatch(slot), () => this.actions.toggle(run), {
      class: 'quiet show',
      name: t('Show or hide {series}', { series: name }),
      'aria-pressed': String(isShown),
      'data-key': `show ${run}`,
    });
    const open = button(name, () => this.actions.open(run), {
      class: 'link',
      title: t('Open the panel of this run'),
      'data-key': `open ${run}`,
    });
    return element(
      'tr',
      { class: isShown ? undefined : 'hidden-run' },
      element('th', { scope: 'row' }, element('span', { class: 'run-name' }, toggle, open)),
      // Beside the name, where it is seen in a narrow panel too.
      element('td', {}, element('span', { class: 'chip', 'data-status': state }, stateName(state))),
      ...row.values.map(valueCell),
      element('td', {}, formatCount(row.epochs)),
      element('td', {}, row.seconds === undefined ? noNumber : formatSeconds(row.seconds)),
      element('td', {}, row.device ?? noNumber),
      element('td', {}, row.seed === undefined ? noNumber : String(row.seed)),
    );
  }
}

const heading = (name: string, title?: string): HTMLElement => element('th', { scope: 'col', title }, name);

function headings({ measures }: RunTable, namesPart: boolean): readonly HTMLElement[] {
  return [
    heading(t('run')),
    heading(t('state')),
    ...measures.map((measure) => heading(measureName(measure, namesPart), betterName(measure))),
    heading(t('epochs')),
    heading(t('duration')),
    heading(t('device')),
    heading(t('seed')),
  ];
}

function measureName({ task, name, better, part }: TableMeasure, namesPart: boolean): string {
  const arrow = better === 'higher' ? '↑' : '↓';
  return `${task} ${name} ${arrow}${namesPart ? ` (${partName(part)})` : ''}`;
}

const betterName = ({ better }: TableMeasure): string =>
  better === 'higher' ? t('higher is better') : t('lower is better');

function valueCell(value: TableValue): HTMLElement {
  const words = peakWords(value);
  const number = formatNumber(value.last);
  return element(
    'td',
    { class: value.isBest ? 'best' : undefined },
    value.isBest
      ? element(
          'strong',
          { title: t('the best of these runs') },
          element('span', { 'aria-hidden': true }, '★ '),
          number,
        )
      : number,
    words === undefined ? undefined : element('small', {}, words),
  );
}

/** The combinations in numbers, as `mtl sweep` prints them, and a way to each of their runs. */
import type { Combination, CombinationRun, SweepResults } from '../../../contract/sweep-results';
import { sweepTable } from '../../../contract/tell-sweep';
import { csvText } from '../../shared/charts/data-table';
import { button, element } from '../../shared/element';
import { exportText } from '../../shared/exports';
import type { Host } from '../../shared/host';
import { stateName } from '../../shared/runs/state-name';
import { sentence, t } from '../../shared/translate';
import { bestCells } from '../store/best-cells';

export class CombinationTable {
  readonly element: HTMLElement;
  private readonly open: ((folder: string) => void) | undefined;
  private readonly note = element('p', { class: 'hint' });
  private readonly body = element('div', { class: 'scroll', tabindex: 0 });
  private results: SweepResults | undefined;
  private shown = '';

  /** `open` is called with the folder of a run, where a person can be shown one. */
  constructor(host: Host, fileName: () => string, open?: (folder: string) => void) {
    this.open = open;
    this.element = element(
      'section',
      { class: 'card combinations', 'aria-label': t('Combinations') },
      element(
        'header',
        {},
        element('h2', {}, t('Combinations')),
        button(
          'CSV',
          () => {
            if (this.results) exportText(host, `${fileName()}.csv`, 'text/csv', csvText(csvOf(this.results)));
          },
          { class: 'quiet', title: t('Export as CSV') },
        ),
      ),
      this.body,
      this.note,
    );
  }

  show(results: SweepResults, caption: string): void {
    this.results = results;
    this.note.textContent = caption;
    const key = JSON.stringify(results);
    if (key === this.shown) return;
    this.shown = key;
    const focused = this.body.querySelector<HTMLElement>('button:focus')?.dataset['folder'];
    this.body.replaceChildren(this.table(results));
    // Rows are made anew while runs go on; the keyboard stays where it is.
    for (const each of this.body.querySelectorAll('button'))
      if (focused !== undefined && each.dataset['folder'] === focused) each.focus();
  }

  private table(results: SweepResults): HTMLElement {
    const { headings, rows, factors } = sweepTable(results);
    const best = bestCells(results);
    return element(
      'table',
      {},
      element('caption', { class: 'unseen' }, t('Combinations')),
      element('thead', {}, element('tr', {}, ...headings.map((name) => head(written(name))))),
      element(
        'tbody',
        {},
        ...rows.map((cells, row) =>
          element(
            'tr',
            {},
            ...cells.map((cell, column) =>
              column < factors
                ? element('th', { scope: 'row' }, written(cell))
                : column === factors
                  ? this.runs(results.combinations[row]!, written(cell))
                  : element('td', {}, ...marked(written(cell), best.get(column) === row)),
            ),
          ),
        ),
      ),
    );
  }

  /** A way to each run, by its seed, in place of how many there are. */
  private runs({ each }: Combination, count: string): HTMLElement {
    if (!this.open) return element('td', {}, count);
    const links = each.map((run) => this.link(run));
    return element('td', { class: 'open', title: count }, element('span', {}, ...links));
  }

  private link(run: CombinationRun): HTMLElement {
    const { folder, seed, state } = run;
    const isThere = state !== 'waiting';
    const name = seed === null ? t('run') : t('seed {seed}', { seed });
    const stands = state === 'waiting' ? t('waiting') : stateName(state);
    return button(seed ?? '→', () => this.open?.(folder), {
      class: 'quiet',
      name: `${name}: ${stands}`,
      disabled: !isThere,
      'data-state': state,
      'data-folder': folder,
    });
  }
}

const head = (name: string): HTMLElement => element('th', { scope: 'col' }, name);

const written = (cell: Parameters<typeof sentence>[0] | string): string =>
  typeof cell === 'string' ? cell : sentence(cell);

const marked = (words: string, isBest: boolean) =>
  isBest
    ? [
        element(
          'strong',
          { title: t('the best of these combinations') },
          element('span', { 'aria-hidden': true }, '★ '),
          words,
        ),
      ]
    : [words];

function csvOf(results: SweepResults) {
  const { headings, rows } = sweepTable(results);
  return { headings: headings.map(written), rows: rows.map((cells) => cells.map(written)) };
}

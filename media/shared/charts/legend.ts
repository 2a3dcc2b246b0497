/** The legend of a chart: what each line is, its numbers at one moment, and a switch that hides it. */
import { button, element } from '../element';
import { formatCell } from '../format';
import { t } from '../translate';
import type { ChartModel, Line, Reading } from './chart-model';
import { seriesSwatch } from './series-swatch';

export class Legend {
  readonly element = element('table', { class: 'legend' });
  private readonly hidden: ReadonlySet<string>;
  private readonly toggle: (series: string) => void;
  private cells: HTMLElement[][] = [];
  private layout = '';

  /** `toggle` is called with the name of a series to hide or show. */
  constructor(hidden: ReadonlySet<string>, toggle: (series: string) => void) {
    this.hidden = hidden;
    this.toggle = toggle;
  }

  show(model: ChartModel, values: Reading['values'] | undefined): void {
    const layout = JSON.stringify([
      model.columns,
      model.series.map(({ name, lines }) => [name, this.hidden.has(name), lines.at(-1)?.style]),
    ]);
    if (layout !== this.layout) this.build(model);
    this.layout = layout;
    for (const [row, cells] of this.cells.entries()) {
      for (const [column, cell] of cells.entries()) {
        const value = values?.[row]?.[column];
        const content = value === undefined ? '' : formatCell(value);
        if (cell.textContent !== content) cell.textContent = content;
      }
    }
  }

  /** Rows are kept between updates, so that the keyboard's focus stays where it is. */
  private build(model: ChartModel): void {
    const focused = this.element.querySelector('button:focus')?.textContent;
    this.cells = model.series.map(() => model.columns.map(() => element('td')));
    const single = model.columns.length === 1;
    const rows = model.series.map((series, index) => {
      const style: Line['style'] = single ? (series.lines.at(-1)?.style ?? 'solid') : 'solid';
      const hide = button(seriesSwatch(series.colour, style, series.dash), () => this.toggle(series.name), {
        class: 'series quiet',
        'aria-pressed': this.hidden.has(series.name) ? 'false' : 'true',
        title: t('Show or hide {series}', { series: series.name }),
      });
      hide.append(series.name);
      return element('tr', {}, element('th', { scope: 'row' }, hide), ...this.cells[index]!);
    });
    const headings = model.columns.map((column, index) =>
      element('th', { scope: 'col' }, columnSample(model, index), column),
    );
    this.element.classList.toggle('single', single);
    this.element.replaceChildren(
      ...(single ? [] : [element('thead', {}, element('tr', {}, element('td'), ...headings))]),
      element('tbody', {}, ...rows),
    );
    if (!focused) return;
    const again = [...this.element.querySelectorAll('button')].find(
      ({ textContent }) => textContent === focused,
    );
    again?.focus();
  }
}

/** Which column is drawn solid and which dashed: the last two are training and validation where there are several. */
function columnSample({ columns, series }: ChartModel, index: number): Node | undefined {
  const lines = series[0]?.lines.filter(({ style }) => style !== 'behind') ?? [];
  const line = lines[index - (columns.length - lines.length)];
  return line && lines.length > 1 ? seriesSwatch(undefined, line.style) : undefined;
}

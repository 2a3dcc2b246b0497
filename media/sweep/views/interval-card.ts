/** The picture of one number with everything around it: title, what the signs mean, data table, exports. */
import { csvText } from '../../shared/charts/data-table';
import { tableElement } from '../../shared/charts/data-table-view';
import { button, element } from '../../shared/element';
import { exportCanvas, exportText } from '../../shared/exports';
import type { Host } from '../../shared/host';
import type { Palette } from '../../shared/theme';
import { t } from '../../shared/translate';
import { intervalTable, summaryOf, type IntervalModel } from '../../shared/charts/interval-model';
import { IntervalChart } from '../../shared/charts/interval-chart';
import { intervalPicture } from './interval-picture';
import { signs } from './signs';

export interface IntervalCardOptions {
  readonly host: Host;
  /** First part of the names of exported files. */
  readonly fileName: () => string;
  /** Opens the panel of a run, by its folder; undefined where there is none to open. */
  readonly open: ((folder: string) => void) | undefined;
}

export class IntervalCard {
  readonly element: HTMLElement;
  private readonly options: IntervalCardOptions;
  private readonly name = element('span');
  private readonly note = element('small');
  private readonly canvas = element('canvas', { role: 'img' });
  private readonly plot = element('div', { class: 'plot' }, this.canvas);
  private readonly legend = element('ul', { class: 'signs' });
  private readonly details = element('details', {}, element('summary', {}, t('Data table')));
  private readonly chart: IntervalChart;
  private model: IntervalModel | undefined;
  private palette: Palette | undefined;

  constructor(options: IntervalCardOptions) {
    this.options = options;
    const tools = [
      button('PNG', () => this.exportImage(), { class: 'quiet', title: t('Export as PNG') }),
      button('CSV', () => this.exportTable(), { class: 'quiet', title: t('Export as CSV') }),
    ];
    this.element = element(
      'section',
      { class: 'card intervals' },
      element(
        'header',
        {},
        element('h2', {}, this.name, this.note),
        element('div', { class: 'tools' }, ...tools),
      ),
      this.plot,
      this.legend,
      this.details,
    );
    this.chart = new IntervalChart(this.canvas, options.open);
    this.details.addEventListener('toggle', () => this.showTable());
  }

  show(model: IntervalModel, palette: Palette): void {
    this.model = model;
    this.palette = palette;
    this.name.textContent = model.title;
    this.note.textContent = model.note;
    this.element.setAttribute('aria-label', model.title);
    this.canvas.setAttribute('aria-label', summaryOf(model));
    // No style may stand in the page, but a script may set one.
    this.plot.style.height = `${IntervalChart.heightOf(model)}px`;
    this.legend.replaceChildren(...signs(model));
    this.chart.show(model, palette);
    this.showTable();
  }

  destroy(): void {
    this.chart.destroy();
    this.element.remove();
  }

  private showTable(): void {
    if (!this.model || !this.details.open) return;
    const table = tableElement(intervalTable(this.model), this.model.title);
    this.details.querySelector('.scroll')?.remove();
    this.details.append(element('div', { class: 'scroll', tabindex: 0 }, table));
  }

  private exportTable(): void {
    if (!this.model) return;
    exportText(this.options.host, this.exportName('csv'), 'text/csv', csvText(intervalTable(this.model)));
  }

  private exportImage(): void {
    if (!this.model || !this.palette) return;
    const picture = intervalPicture(this.model, this.canvas, this.palette);
    exportCanvas(this.options.host, this.exportName('png'), picture);
  }

  private exportName(extension: string): string {
    return `${this.options.fileName()}-${this.model?.id ?? ''}.${extension}`;
  }
}

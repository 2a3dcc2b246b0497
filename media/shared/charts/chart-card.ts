/** A chart with everything around it: title, switches, legend with numbers, data table, exports. */
import { button, element } from '../element';
import { exportCanvas, exportText } from '../exports';
import type { Host } from '../host';
import type { Palette } from '../theme';
import { t } from '../translate';
import { momentName, readingAt, summaryOf, tableOf, type ChartModel, type Span } from './chart-model';
import { csvText } from './data-table';
import { chartImage } from './chart-image';
import { tableElement } from './data-table-view';
import { Legend } from './legend';
import { LineChart } from './line-chart';
import { watchPlot, type Zoom } from './watch-plot';

export interface ChartCardOptions {
  readonly host: Host;
  /** First part of the names of exported files. */
  readonly fileName: () => string;
  /** A person points at a moment, or away; other charts along the same axis follow. */
  readonly onPoint: (along: string, x: number | undefined) => void;
  /** Names of series that are not drawn, where several charts show the same ones; and what a person does about one. */
  readonly hidden?: { readonly names: ReadonlySet<string>; readonly toggle: (series: string) => void };
  /** Lets a person choose the moments to show: by dragging over them, and by keys. */
  readonly onZoom?: (zoom: Zoom) => void;
  /** Further switches of the chart. */
  readonly switches?: readonly HTMLElement[];
}

/** A table that is open is written anew at most this often. */
const tableMilliseconds = 1_000;

export class ChartCard {
  readonly element: HTMLElement;
  private readonly options: ChartCardOptions;
  private readonly ownHidden = new Set<string>();
  private readonly legend: Legend;
  private readonly name = element('span');
  private readonly moment = element('small');
  private readonly canvas: HTMLCanvasElement;
  private readonly plot: HTMLElement;
  private readonly empty = element('p', { class: 'empty' }, t('Nothing is measured yet.'));
  private readonly details: HTMLDetailsElement;
  private readonly chart: LineChart;
  private model: ChartModel | undefined;
  private palette: Palette | undefined;
  private logarithmic = false;
  private span: Span | undefined;
  private pointed: number | undefined;
  private tableShown = 0;

  constructor(options: ChartCardOptions, kind: string) {
    this.options = options;
    this.legend = new Legend(this.hidden, options.hidden?.toggle ?? ((series) => this.toggle(series)));
    this.canvas = element('canvas', { role: 'img', ...(options.onZoom ? { tabindex: 0 } : {}) });
    this.details = element('details', {}, element('summary', {}, t('Data table')));
    this.details.addEventListener('toggle', () => this.showTable(true));
    this.plot = element('div', { class: 'plot' }, this.canvas, this.empty);
    const title = element('h2', {}, this.name, this.moment);
    const tools = [
      ...(options.switches ?? []),
      button('PNG', () => this.exportImage(), { class: 'quiet', title: t('Export as PNG') }),
      button('CSV', () => this.exportTable(), { class: 'quiet', title: t('Export as CSV') }),
    ];
    this.element = element(
      'section',
      { class: `card chart ${kind}` },
      element('header', {}, title, element('div', { class: 'tools' }, ...tools)),
      this.plot,
      element('div', { class: 'numbers' }, this.legend.element),
      this.details,
    );
    this.chart = new LineChart(this.canvas);
    const { onZoom } = options;
    watchPlot(this.canvas, this.chart, {
      point: (x) => this.point(x),
      step: (places) => this.step(places),
      ...(onZoom ? { zoom: onZoom } : {}),
    });
  }

  show(model: ChartModel, palette: Palette, logarithmic = false, span?: Span): void {
    this.model = model;
    this.palette = palette;
    this.logarithmic = logarithmic;
    this.span = span;
    this.name.textContent = model.title;
    this.canvas.setAttribute('aria-label', summaryOf(model));
    this.element.setAttribute('aria-label', model.title);
    const isEmpty = model.readings.length === 0;
    this.element.classList.toggle('nothing', isEmpty);
    this.empty.hidden = !isEmpty;
    this.canvas.hidden = isEmpty;
    this.draw();
    this.showTable(false);
  }

  /** Shows the numbers at a moment, and a line there; the latest numbers without one. */
  pointAt(x: number | undefined): void {
    this.pointed = x;
    this.showNumbers();
  }

  destroy(): void {
    this.chart.destroy();
    this.element.remove();
  }

  private draw(): void {
    if (!this.model || !this.palette) return;
    this.chart.show(this.model, {
      palette: this.palette,
      logarithmic: this.logarithmic,
      hidden: this.hidden,
      span: this.span,
    });
    this.showNumbers();
  }

  private showNumbers(): void {
    if (!this.model) return;
    const { readings, latest, best } = this.model;
    const reading = this.pointed === undefined ? readings.at(-1) : readingAt(readings, this.pointed);
    const isAtRest = this.pointed === undefined && latest !== undefined;
    this.legend.show(this.model, isAtRest ? latest : reading?.values);
    const moment = isAtRest ? (best?.words ?? '') : reading ? momentName(this.model, reading.x) : '';
    if (this.moment.textContent !== moment) this.moment.textContent = moment;
    this.chart.showCrosshair(this.pointed === undefined ? undefined : reading?.x);
  }

  private point(x: number | undefined): void {
    // The next key goes on from here, even before all charts have followed.
    this.pointed = x;
    if (this.model) this.options.onPoint(this.model.along, x);
  }

  /** Goes so many readings on from where a person points, or back. */
  private step(places: number): void {
    const { readings = [] } = this.model ?? {};
    const shown = readings.filter(({ x }) => !this.span || (x >= this.span.from && x <= this.span.to));
    const at = this.pointed === undefined ? undefined : readingAt(shown, this.pointed);
    const from = at ? shown.indexOf(at) : places > 0 ? -1 : shown.length;
    this.point(shown[Math.min(shown.length - 1, Math.max(0, from + places))]?.x);
  }

  private get hidden(): ReadonlySet<string> {
    return this.options.hidden?.names ?? this.ownHidden;
  }

  private toggle(series: string): void {
    if (!this.ownHidden.delete(series)) this.ownHidden.add(series);
    this.draw();
  }

  private showTable(atOnce: boolean): void {
    if (!this.model || !this.details.open) return;
    const now = performance.now();
    if (!atOnce && now - this.tableShown < tableMilliseconds) return;
    this.tableShown = now;
    const table = tableElement(tableOf(this.model), this.model.title);
    const old = this.details.querySelector('.scroll');
    const scroll = element('div', { class: 'scroll', tabindex: 0 }, table);
    if (old) {
      const { scrollTop, scrollLeft } = old;
      old.replaceWith(scroll);
      scroll.scrollTo(scrollLeft, scrollTop);
    } else this.details.append(scroll);
  }

  private exportTable(): void {
    if (!this.model) return;
    exportText(this.options.host, this.exportName('csv'), 'text/csv', csvText(tableOf(this.model)));
  }

  private exportImage(): void {
    if (!this.model || !this.palette) return;
    const image = chartImage(this.model, this.chart.image, this.palette, this.hidden);
    exportCanvas(this.options.host, this.exportName('png'), image);
  }

  private exportName(extension: string): string {
    return `${this.options.fileName()}-${this.model?.id ?? ''}.${extension}`;
  }
}

/** A card for every chart, in the order of the models. Those out of sight are drawn when they come into it. */
import { ChartCard } from '../../shared/charts/chart-card';
import type { ChartModel, Span } from '../../shared/charts/chart-model';
import type { Zoom } from '../../shared/charts/watch-plot';
import { element } from '../../shared/element';
import type { Host } from '../../shared/host';
import type { Palette } from '../../shared/theme';

export interface CurveLook {
  readonly palette: Palette;
  readonly logarithmic: boolean;
  readonly span: Span | undefined;
}

export interface CurveCardOptions {
  readonly host: Host;
  readonly fileName: () => string;
  readonly hidden: { readonly names: ReadonlySet<string>; readonly toggle: (name: string) => void };
  readonly onZoom: (zoom: Zoom, pointed: number | undefined) => void;
}

interface Entry {
  readonly card: ChartCard;
  model: ChartModel;
  look: CurveLook;
  isVisible: boolean;
  isStale: boolean;
}

export class CurveCards {
  readonly element = element('div', { class: 'charts' });
  private readonly options: CurveCardOptions;
  private readonly entries = new Map<string, Entry>();
  private readonly observer: IntersectionObserver;
  private pointed: number | undefined;
  private isPointing = false;

  constructor(options: CurveCardOptions) {
    this.options = options;
    this.observer = new IntersectionObserver((changes) => this.see(changes), { rootMargin: '200px' });
  }

  show(models: readonly ChartModel[], look: CurveLook): void {
    const wanted = new Set(models.map(({ id }) => id));
    for (const [id, { card }] of this.entries) {
      if (wanted.has(id)) continue;
      this.observer.unobserve(card.element);
      card.destroy();
      this.entries.delete(id);
    }
    for (const [place, model] of models.entries()) {
      const entry = this.entries.get(model.id) ?? this.add(model, look);
      if (this.element.children[place] !== entry.card.element)
        this.element.insertBefore(entry.card.element, this.element.children[place] ?? null);
      Object.assign(entry, { model, look, isStale: true });
      if (entry.isVisible) this.draw(entry);
    }
  }

  private add(model: ChartModel, look: CurveLook): Entry {
    const { host, fileName, hidden, onZoom } = this.options;
    const card = new ChartCard(
      {
        host,
        fileName,
        hidden,
        onPoint: (_, x) => this.pointSoon(x),
        onZoom: (zoom) => onZoom(zoom, this.pointed),
      },
      'small',
    );
    // Drawn once wherever it is, so that its place and its words are there.
    const entry = { card, model, look, isVisible: true, isStale: true };
    this.entries.set(model.id, entry);
    this.observer.observe(card.element);
    return entry;
  }

  private see(changes: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of changes) {
      const entry = [...this.entries.values()].find(({ card }) => card.element === target);
      if (!entry) continue;
      entry.isVisible = isIntersecting;
      if (isIntersecting && entry.isStale) this.draw(entry);
    }
  }

  private draw(entry: Entry): void {
    const { card, model, look } = entry;
    entry.isStale = false;
    card.show(model, look.palette, look.logarithmic, look.span);
    card.pointAt(this.pointed);
  }

  /** All charts follow, once for each picture that the screen shows. */
  private pointSoon(x: number | undefined): void {
    this.pointed = x;
    if (this.isPointing) return;
    this.isPointing = true;
    requestAnimationFrame(() => {
      this.isPointing = false;
      for (const entry of this.entries.values())
        if (entry.isVisible) entry.card.pointAt(this.pointed);
        else entry.isStale = true;
    });
  }
}

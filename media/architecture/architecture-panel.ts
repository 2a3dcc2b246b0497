/** The architecture panel: draws the design as declared and follows the text as it is typed. */
import { formatCount } from '../../contract/format-count';
import type { Architecture } from '../../contract/architecture';
import { isObject } from '../../contract/checks';
import type { Position } from '../../contract/problem';
import { button, element, svgElement } from '../shared/element';
import type { Host } from '../shared/host';
import type { ArchitectureMessage } from '../shared/parse-host-message';
import { problemItem } from '../shared/problem-list';
import { watchTheme } from '../shared/theme';
import { list, t } from '../shared/translate';
import { drawArchitecture } from './draw';
import { exportTools, type Shown } from './export-tools';
import { layerTable } from './layer-table';
import type { Direction, Drawing } from './drawing';
import { layOut } from './layout';
import { textMeasure } from './measure-text';
import { fitView, listenForMoves, panView, parseView, zoomIn, zoomOut, type View } from './viewport';
import './style.css';

export class ArchitecturePanel {
  private readonly host: Host;
  private readonly element: HTMLElement;
  private readonly title = element('h1');
  private readonly about = element('p', { class: 'about' });
  private readonly problems = element('ul', { class: 'problems', hidden: true });
  private readonly empty = element('p', { class: 'empty' });
  private readonly surface = svgElement('svg', { class: 'picture', tabindex: 0, role: 'group' });
  private readonly layers = element('div', { class: 'scroll' });
  private readonly details = element(
    'details',
    { class: 'layers' },
    element('summary', {}, t('Layers and parameters')),
    this.layers,
  );
  private readonly turn: HTMLButtonElement;
  private readonly exports: HTMLElement;

  private uri = '';
  private architecture: Architecture | undefined;
  private drawing: Drawing | undefined;
  private drawn: SVGGElement | undefined;
  private view: View = { x: 0, y: 0, scale: 1 };
  /** Undefined until a person chooses; then the shape of the panel decides. */
  private direction: Direction | undefined;
  /** A person moved the picture; until then all of it is shown. */
  private moved = false;

  constructor(root: HTMLElement, host: Host) {
    this.host = host;
    this.restore(host.saved());
    this.turn = button('', () => this.turnAround(), { class: 'quiet' });
    this.exports = exportTools(host, () => this.shown());
    const zoom = element(
      'div',
      { class: 'tools' },
      this.turn,
      button('−', () => this.move(zoomOut), { class: 'quiet', name: t('Zoom out') }),
      button('+', () => this.move(zoomIn), { class: 'quiet', name: t('Zoom in') }),
      button(t('Fit'), () => this.fit(), { class: 'quiet', title: t('Show the whole picture') }),
    );
    this.element = element(
      'div',
      { class: 'architecture-panel' },
      element('header', {}, element('div', { class: 'heading' }, this.title, this.about), zoom, this.exports),
      this.problems,
      element('div', { class: 'stage' }, this.surface, this.empty),
      this.details,
    );
    root.replaceChildren(this.element);
    listenForMoves(
      this.surface,
      (change) => this.move(change),
      () => this.fit(),
    );
    new ResizeObserver(() => this.resize()).observe(this.surface);
    watchTheme(() => this.draw());
    document.fonts.addEventListener('loadingdone', () => this.draw());
    this.showNothing();
  }

  /** A text with errors keeps the last picture, dimmed, so that typing does not make it flicker. */
  receive({ uri, architecture, problems }: ArchitectureMessage): void {
    if (uri !== this.uri) {
      this.uri = uri;
      this.save();
    }
    const faults = problems.filter(({ severity }) => severity === 'error');
    this.element.classList.toggle('outdated', architecture === null);
    this.problems.hidden = faults.length === 0;
    this.problems.replaceChildren(...faults.map((problem) => problemItem(problem, this.reveal)));
    if (architecture) {
      this.architecture = architecture;
      this.draw();
    } else if (!this.architecture) this.showNothing();
  }

  private readonly reveal = (at: Position): void => this.host.post({ kind: 'reveal', at });

  private draw(): void {
    const { architecture } = this;
    if (!architecture) return;
    if (architecture.nodes.length === 0) {
      this.showNothing();
      return;
    }
    const before = this.drawing;
    const drawing = this.layOut(architecture);
    const focused = this.focusedName();
    this.drawing = drawing;
    this.drawn?.remove();
    this.drawn = drawArchitecture(drawing, this.reveal);
    this.surface.append(this.drawn);
    this.refocus(focused);
    this.surface.setAttribute('aria-label', summaryOf(architecture));
    this.surface.toggleAttribute('hidden', false);
    this.empty.hidden = true;
    this.title.textContent = architecture.title;
    this.about.textContent = countOf(architecture);
    this.details.hidden = this.exports.hidden = false;
    this.layers.replaceChildren(layerTable(architecture, this.reveal));
    this.nameTurn(drawing.direction);
    if (this.moved) this.keepPlace(before, drawing);
    else this.fit(false);
  }

  /** Both ways are tried where no person chose one; the one that is shown larger wins. */
  private layOut(architecture: Architecture): Drawing {
    const measure = textMeasure(this.element);
    if (this.direction) return layOut(architecture, this.direction, measure);
    if (this.moved && this.drawing) return layOut(architecture, this.drawing.direction, measure);
    const { width, height } = this.size();
    const [right, down] = (['right', 'down'] as const).map((way) => layOut(architecture, way, measure));
    return fitView(right!, width, height).scale >= fitView(down!, width, height).scale ? right! : down!;
  }

  private showNothing(): void {
    this.drawn?.remove();
    this.drawing = this.drawn = undefined;
    this.surface.toggleAttribute('hidden', true);
    this.empty.hidden = false;
    this.empty.textContent = t('There is no architecture yet. Declare an input, a shared block and a task.');
    this.title.textContent = t('Architecture');
    this.about.textContent = '';
    this.details.hidden = this.exports.hidden = true;
    this.nameTurn('right');
  }

  /** What was drawn before and is still there stays where it is on the screen. */
  private keepPlace(before: Drawing | undefined, now: Drawing): void {
    const { scale } = this.view;
    for (const old of before?.nodes ?? []) {
      const same = now.nodes.find(({ node }) => node.id === old.node.id);
      if (!same) continue;
      this.apply(panView(this.view, (old.x - same.x) * scale, (old.y - same.y) * scale));
      return;
    }
    if (before) this.fit(false);
    else this.apply(this.view);
  }

  private move(change: (view: View, width: number, height: number) => View): void {
    if (!this.drawing) return;
    const { width, height } = this.size();
    this.moved = true;
    this.apply(change(this.view, width, height));
    this.save();
  }

  private fit(asked = true): void {
    if (!this.drawing) return;
    const { width, height } = this.size();
    this.moved = false;
    this.apply(fitView(this.drawing, width, height));
    if (asked) this.save();
  }

  private apply(view: View): void {
    this.view = view;
    this.drawn?.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.scale})`);
  }

  private turnAround(): void {
    this.direction = this.drawing?.direction === 'right' ? 'down' : 'right';
    this.moved = false;
    this.draw();
    this.save();
  }

  private nameTurn(direction: Direction): void {
    const name = direction === 'right' ? t('Lay out from top to bottom') : t('Lay out from left to right');
    this.turn.textContent = direction === 'right' ? '↓' : '→';
    this.turn.setAttribute('aria-label', name);
    this.turn.title = name;
  }

  private resize(): void {
    if (this.moved || !this.drawing) return;
    this.draw();
  }

  private size(): { width: number; height: number } {
    const { width, height } = this.surface.getBoundingClientRect();
    return { width: Math.max(1, width), height: Math.max(1, height) };
  }

  private focusedName(): string | undefined {
    const focused = this.drawn?.contains(document.activeElement) ? document.activeElement : null;
    return focused?.getAttribute('aria-label') ?? undefined;
  }

  private refocus(name: string | undefined): void {
    if (name === undefined) return;
    const again = [...(this.drawn?.querySelectorAll<SVGElement>('[role=button]') ?? [])].find(
      (one) => one.getAttribute('aria-label') === name,
    );
    again?.focus();
  }

  private shown(): Shown | undefined {
    const { architecture, drawing, drawn } = this;
    return architecture && drawing && drawn ? { architecture, drawing, drawn } : undefined;
  }

  private save(): void {
    const { uri, view, direction, moved } = this;
    this.host.save({ uri, view, direction, moved });
  }

  private restore(saved: unknown): void {
    if (!isObject(saved)) return;
    const { direction, moved } = saved;
    if (direction === 'right' || direction === 'down') this.direction = direction;
    const view = parseView(saved['view']);
    if (moved !== true || !view) return;
    this.moved = true;
    this.view = view;
  }
}

function summaryOf(architecture: Architecture): string {
  const { title, nodes } = architecture;
  return t('{title}: {nodes}. {parameters}.', {
    title,
    nodes: list(nodes.map(({ id }) => id)),
    parameters: countOf(architecture),
  });
}

function countOf({ parameters, learning }: Pick<Architecture, 'parameters' | 'learning'>): string {
  const count = formatCount(parameters);
  return learning === undefined
    ? t('{count} {count|parameter|parameters}', { count })
    : t('{count} {count|parameter|parameters}, {learning} of them learn', {
        count,
        learning: formatCount(learning),
      });
}

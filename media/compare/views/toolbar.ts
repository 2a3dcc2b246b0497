/** The switches of all curves: along what, which rows, smooth, logarithmic, and the moments that are shown. */
import type { Zoom } from '../../shared/charts/watch-plot';
import { button, element } from '../../shared/element';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import type { Choices } from '../choices';
import { alongName } from '../store/curve-charts';
import { alongs, curveParts } from '../store/run-rows';

export class Toolbar {
  readonly element: HTMLElement;
  private readonly choices: Choices;
  private readonly switches: { readonly made: HTMLButtonElement; readonly isOn: () => boolean }[] = [];
  private readonly all: HTMLButtonElement;

  /** `changed` is called after a choice has changed. */
  constructor(choices: Choices, changed: () => void, zoom: (zoom: Zoom) => void) {
    this.choices = choices;
    const add = (name: string, title: string, isOn: () => boolean, flip: () => void): HTMLButtonElement => {
      const made = button(
        name,
        () => {
          flip();
          this.show();
          changed();
        },
        { class: 'quiet', title },
      );
      this.switches.push({ made, isOn });
      return made;
    };
    this.all = button(t('Whole run'), () => zoom('all'), { class: 'quiet', title: t('Show all moments') });
    this.element = element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': t('Curves') },
      group(
        t('Along'),
        alongs.map((along) =>
          add(
            alongName(along),
            t('Draw the curves along this'),
            () => choices.along === along,
            () => {
              choices.along = along;
              choices.span = undefined;
            },
          ),
        ),
      ),
      group(
        t('Rows'),
        curveParts.map((part) =>
          add(
            partName(part),
            t('Show or hide the curves of these rows'),
            () => choices.parts.has(part),
            () => {
              if (!choices.parts.delete(part)) choices.parts.add(part);
            },
          ),
        ),
      ),
      group(t('Scale'), [
        add(
          t('Smooth'),
          t('Smooth the training lines'),
          () => choices.smooth,
          () => (choices.smooth = !choices.smooth),
        ),
        add(
          t('Log'),
          t('Logarithmic scale'),
          () => choices.logarithmic,
          () => (choices.logarithmic = !choices.logarithmic),
        ),
      ]),
      group(t('Zoom'), [
        button('+', () => zoom('in'), { class: 'quiet', name: t('Zoom in') }),
        button('−', () => zoom('out'), { class: 'quiet', name: t('Zoom out') }),
        this.all,
      ]),
    );
    this.show();
  }

  show(): void {
    for (const { made, isOn } of this.switches) made.setAttribute('aria-pressed', String(isOn()));
    this.all.disabled = this.choices.span === undefined;
  }
}

const group = (name: string, members: readonly HTMLElement[]): HTMLElement =>
  element(
    'div',
    { class: 'group', role: 'group', 'aria-label': name },
    element('span', { class: 'name', 'aria-hidden': true }, name),
    ...members,
  );

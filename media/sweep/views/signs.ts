/** What the signs of the picture mean, below it. */
import { element, svgElement } from '../../shared/element';
import { t } from '../../shared/translate';
import type { IntervalModel } from '../../shared/charts/interval-model';

export function signs({ rows }: IntervalModel): readonly HTMLElement[] {
  const hasIntervals = rows.some(({ mean }) => mean?.interval);
  const hasAlone = rows.some(({ alone }) => alone !== null);
  return [
    sign('run', t('a run')),
    sign('mean', hasIntervals ? t('mean of the seeds and its 95 % interval') : t('mean')),
    ...(hasAlone ? [sign('alone', t('the task alone'))] : []),
  ];
}

function sign(kind: 'run' | 'mean' | 'alone', words: string): HTMLElement {
  return element(
    'li',
    { class: kind === 'alone' ? 'colour-2' : 'colour-1' },
    svgElement('svg', { width: 22, height: 12, viewBox: '0 0 22 12', 'aria-hidden': true }, ...drawn[kind]()),
    element('span', {}, words),
  );
}

const bar = () =>
  svgElement('line', { x1: 1, y1: 6, x2: 21, y2: 6, stroke: 'currentColor', 'stroke-width': 2 });

const drawn = {
  run: () => [svgElement('circle', { cx: 11, cy: 6, r: 4, fill: 'currentColor', opacity: 0.45 })],
  mean: () => [bar(), svgElement('rect', { x: 7.5, y: 2.5, width: 7, height: 7, fill: 'currentColor' })],
  alone: () => [
    bar(),
    svgElement('path', {
      d: 'M11 1 L16 6 L11 11 L6 6 Z',
      class: 'hollow',
      stroke: 'currentColor',
      'stroke-width': 2,
    }),
  ],
};

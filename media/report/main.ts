/** The report's entry point: the panels of a finished run, or of a sweep, in one page that is opened from disk. */
import '../shared/page.css';
import { isObject } from '../../contract/checks';
import type { Position } from '../../contract/problem';
import { element } from '../shared/element';
import { t } from '../shared/translate';
import { experimentText } from './experiment-text';
import { pageHost } from './page-host';
import { runReport } from './run-report';
import { sweepReport } from './sweep-report';
import './style.css';

const report = readReport();
const experiment = typeof report['experiment'] === 'string' ? report['experiment'] : '';
const source = experimentText(experiment);
const host = pageHost((at: Position) => source.reveal(at));
document
  .querySelector('#root')!
  .append(
    ...(report['kind'] === 'sweep' ? sweepReport(report, host) : runReport(report, host)),
    ...(experiment === ''
      ? []
      : [element('section', { class: 'experiment' }, element('h2', {}, t('Experiment')), source.element)]),
  );

function readReport(): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(document.querySelector('#report')?.textContent ?? '{}');
  return isObject(parsed) ? parsed : {};
}

/** The report's entry point: the panels of a finished run in one page that is opened from disk. */
import '../shared/page.css';
import { isObject } from '../../contract/checks';
import type { Architecture } from '../../contract/architecture';
import type { Position } from '../../contract/problem';
import { ArchitecturePanel } from '../architecture/architecture-panel';
import { showRunPanel } from '../run/run-panel';
import { element } from '../shared/element';
import { isArchitecture, parseEvents } from '../shared/parse-host-message';
import { t } from '../shared/translate';
import { experimentText } from './experiment-text';
import { pageHost } from './page-host';
import './style.css';

const { run, experiment, events, architecture } = readReport();
const root = document.querySelector<HTMLElement>('#root')!;
const runPlace = element('section', { 'aria-label': t('Run') });
const picturePlace = element('section', { class: 'architecture', 'aria-label': t('Architecture') });
const source = experimentText(experiment);
root.append(
  runPlace,
  ...(architecture ? [picturePlace] : []),
  ...(experiment === ''
    ? []
    : [element('section', { class: 'experiment' }, element('h2', {}, t('Experiment')), source.element)]),
);

const host = pageHost((at: Position) => source.reveal(at));
showRunPanel(runPlace, host).receive({
  kind: 'events',
  run,
  since: 0,
  events,
  next: events.length,
  alive: false,
});
if (architecture) {
  const panel = new ArchitecturePanel(picturePlace, host);
  panel.receive({ kind: 'architecture', uri: run, architecture, problems: [] });
}

function readReport() {
  const parsed: unknown = JSON.parse(document.querySelector('#report')?.textContent ?? '{}');
  const fields = isObject(parsed) ? parsed : {};
  return {
    run: asText(fields['run']),
    experiment: asText(fields['experiment']),
    events: Array.isArray(fields['events']) ? parseEvents(fields['events']) : [],
    architecture: isArchitecture(fields['architecture'])
      ? (fields['architecture'] as Architecture)
      : undefined,
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

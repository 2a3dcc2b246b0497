/** The report of a run: its panel and the picture of its model. */
import { isArchitecture, parseEvents } from '../shared/parse-host-message';
import type { Architecture } from '../../contract/architecture';
import { ArchitecturePanel } from '../architecture/architecture-panel';
import { showRunPanel } from '../run/run-panel';
import { element } from '../shared/element';
import type { Host } from '../shared/host';
import { t } from '../shared/translate';

/** `report` is unparsed. Answers the sections of the page. */
export function runReport(report: Readonly<Record<string, unknown>>, host: Host): readonly HTMLElement[] {
  const run = String(report['run'] ?? '');
  const events = Array.isArray(report['events']) ? parseEvents(report['events']) : [];
  const place = element('section', { 'aria-label': t('Run') });
  showRunPanel(place, host).receive({
    kind: 'events',
    run,
    since: 0,
    events,
    next: events.length,
    alive: false,
  });
  if (!isArchitecture(report['architecture'])) return [place];
  const picture = element('section', { class: 'architecture', 'aria-label': t('Architecture') });
  const architecture = report['architecture'] as Architecture;
  new ArchitecturePanel(picture, host).receive({
    kind: 'architecture',
    uri: run,
    architecture,
    problems: [],
  });
  return [place, picture];
}

/** The report of a sweep: its panel, without ways to its runs, which are not in the page. */
import { parseHostMessage } from '../shared/parse-host-message';
import { element } from '../shared/element';
import type { Host } from '../shared/host';
import { t } from '../shared/translate';
import { showSweepPanel } from '../sweep/sweep-panel';

/** `report` is unparsed. Answers the sections of the page. */
export function sweepReport(report: Readonly<Record<string, unknown>>, host: Host): readonly HTMLElement[] {
  const place = element('section', { 'aria-label': t('Sweep') });
  const panel = showSweepPanel(place, host);
  const message = parseHostMessage({ ...report, kind: 'sweep', problems: [] });
  if (message?.kind === 'sweep') panel.receive(message);
  return [place];
}

/** The Compare panel: the runs of an experiment in tables, and their curves over each other, live and afterwards. */
import type { Comparison } from '../../contract/comparison';
import type { ChartModel } from '../shared/charts/chart-model';
import type { Zoom } from '../shared/charts/watch-plot';
import { element } from '../shared/element';
import type { Host } from '../shared/host';
import type { ComparisonMessage, EventsMessage } from '../shared/parse-host-message';
import { problemItem } from '../shared/problem-list';
import { readPalette, watchTheme } from '../shared/theme';
import { t } from '../shared/translate';
import { readChoices, savedChoices } from './choices';
import { markdownButton } from '../shared/markdown-button';
import { paced } from '../shared/paced';
import { ComparedRuns } from './store/compared-runs';
import { curveCharts } from './store/curve-charts';
import { runTable } from './store/run-table';
import { zoomed } from './store/zoomed';
import { CurveCards } from './views/curve-cards';
import { DifferenceCard } from './views/difference-card';
import { RunTableCard } from './views/run-table-card';
import { Toolbar } from './views/toolbar';
import '../shared/charts/charts.css';
import '../shared/charts/tables.css';
import '../shared/wide-panel.css';
import '../shared/runs/status.css';
// Last, because narrow panels overrule charts and tables.
import './style.css';

export interface ComparePanel {
  receive(message: ComparisonMessage | EventsMessage): void;
}

/** As the tab is called. */
const titleOf = ({ file, selected, runs, older }: Comparison): string =>
  selected
    ? t('{count} runs of {file}', { count: runs.length + older, file })
    : t('Runs of {file}', { file });

/** How long runs at work have taken is said this often. */
const tickMilliseconds = 1_000;

export function showComparePanel(root: HTMLElement, host: Host): ComparePanel {
  const choices = readChoices(host.saved());
  const known = new ComparedRuns();
  let experiment = '';
  let palette = readPalette();
  let models: readonly ChartModel[] = [];

  const fileName = (): string => `compare-${known.told?.file ?? 'runs'}`;
  const nameOf = (run: string): string | undefined => known.runs.find((each) => each.run === run)?.name;
  const hiddenNames = new Set<string>();
  const toggleRun = (run: string): void => {
    if (!choices.hidden.delete(run)) choices.hidden.add(run);
    changed();
  };
  const zoom = (wanted: Zoom, pointed?: number): void => {
    choices.span = zoomed(models, choices.span, wanted, pointed);
    toolbar.show();
    changed();
  };

  const title = element('h1');
  const note = element('p', { class: 'empty', role: 'status' });
  const problems = element('ul', { class: 'problems', hidden: true });
  const table = new RunTableCard(host, fileName, {
    toggle: toggleRun,
    open: (run) => host.post({ kind: 'open', run }),
  });
  const differences = new DifferenceCard();
  const toolbar = new Toolbar(choices, changed, zoom);
  const cards = new CurveCards({
    host,
    fileName,
    hidden: {
      names: hiddenNames,
      toggle: (name) => toggleRun(known.runs.find((each) => each.name === name)?.run ?? ''),
    },
    onZoom: zoom,
  });
  const hint = element(
    'p',
    { class: 'hint' },
    t('Drag over a chart to zoom in. With the keyboard: arrow keys read, + and − zoom, Esc shows all.'),
  );
  const content = element(
    'div',
    { class: 'content', hidden: true },
    element('div', { class: 'tables' }, table.element, differences.element),
    toolbar.element,
    cards.element,
    hint,
  );
  const markdown = markdownButton(host);
  root.replaceChildren(
    element(
      'div',
      { class: 'wide-panel compare-panel' },
      element('header', { class: 'page' }, title, note, markdown),
      problems,
      content,
    ),
  );

  function changed(): void {
    host.save({ ...savedChoices(choices), experiment });
    drawSoon();
  }

  function drawHead(): void {
    const { told, runs } = known;
    title.textContent = told ? titleOf(told) : t('Compare');
    const words = !told
      ? t('Reading the runs …')
      : runs.length === 0
        ? t('There is no run yet. Train an experiment first.')
        : told.older > 0
          ? t('The newest {count} of {all} runs', { count: runs.length, all: runs.length + told.older })
          : '';
    if (note.textContent !== words) note.textContent = words;
    content.hidden = runs.length === 0;
    markdown.hidden = runs.length === 0;
  }

  function drawTables(): void {
    if (!known.told) return;
    table.show(runTable(known.runs, Date.now()), choices.hidden);
    differences.show(known.told, known.runs);
  }

  function drawCurves(): void {
    hiddenNames.clear();
    for (const run of choices.hidden) hiddenNames.add(nameOf(run) ?? '');
    models = curveCharts(known.runs, { ...choices, hidden: hiddenNames });
    cards.show(models, { palette, logarithmic: choices.logarithmic, span: choices.span });
  }

  const drawTablesSoon = paced(() => {
    drawHead();
    drawTables();
  });
  const drawCurvesSoon = paced(drawCurves);
  function drawSoon(): void {
    drawTablesSoon();
    drawCurvesSoon();
  }

  watchTheme(() => {
    palette = readPalette();
    drawSoon();
  });
  setInterval(() => {
    if (known.runs.some(({ state }) => state === 'running')) drawTables();
  }, tickMilliseconds);
  drawHead();

  return {
    receive(message) {
      if (message.kind === 'comparison') {
        known.compare(message.comparison);
        const all = message.comparison.runs.flatMap((run) => run.problems);
        problems.hidden = all.length === 0;
        problems.replaceChildren(...all.map((problem) => problemItem(problem)));
        if (experiment !== message.experiment) {
          experiment = message.experiment;
          return changed();
        }
      } else {
        const since = known.receive(message);
        if (since !== undefined) return host.post({ kind: 'ready', since, run: message.run });
      }
      drawSoon();
    },
  };
}

/** The run panel: shows a run from the events of its log, live and afterwards. */
import { isObject } from '../../contract/checks';
import { ChartCard } from '../shared/charts/chart-card';
import type { ChartModel } from '../shared/charts/chart-model';
import { button, element } from '../shared/element';
import type { Host } from '../shared/host';
import type { EventsMessage } from '../shared/parse-host-message';
import { addEvents, newRunState } from '../shared/runs/run-state';
import { readPalette, watchTheme } from '../shared/theme';
import { t } from '../shared/translate';
import { cosineChart } from './store/cosine-chart';
import { deviceTable } from './store/device-table';
import { driftTable } from './store/drift-table';
import { lossChart } from './store/loss-chart';
import { metricCharts } from './store/metric-charts';
import { participantCharts } from './store/participant-charts';
import { participantTables } from './store/participant-table';
import { resultTable } from './store/result-table';
import { roundCharts } from './store/round-charts';
import { roundTables } from './store/round-table';
import { statusOf } from './store/status';
import { weightChart } from './store/weight-chart';
import { Banner } from './views/banner';
import { DeviceCard } from './views/device-card';
import { DriftCard } from './views/drift-card';
import { Header } from './views/header';
import { ResultCard } from './views/result-card';
import { RoundCard } from './views/round-card';
import '../shared/charts/charts.css';
import '../shared/charts/tables.css';
import '../shared/runs/status.css';
import './tables.css';
// Last, because narrow panels overrule charts and tables.
import './style.css';

export interface RunPanel {
  receive(message: EventsMessage): void;
}

/** Ten times a second is as often as a person can follow. */
const drawMilliseconds = 100;
const tickMilliseconds = 1_000;

export function showRunPanel(root: HTMLElement, host: Host): RunPanel {
  const choices = readChoices(host.saved());
  let state = newRunState();
  let next = 0;
  let run = '';
  let alive = true;
  let stopping = false;
  let palette = readPalette();

  const fileName = (): string => state.start?.title ?? 'run';
  const header = new Header({
    stop() {
      stopping = true;
      host.post({ kind: 'stop' });
      drawSoon();
    },
    ...(host.trains ? { resume: () => host.post({ kind: 'resume' }) } : {}),
  });
  const banner = new Banner();
  const results = new ResultCard(host, fileName);
  const rounds = new RoundCard(host, fileName);
  const devices = new DeviceCard();
  const drifts = new DriftCard();
  const cards = new Map<string, ChartCard>();
  const charts = element('div', { class: 'charts' });
  const board = element(
    'div',
    { class: 'board' },
    results.element,
    charts,
    drifts.element,
    rounds.element,
    devices.element,
  );
  root.replaceChildren(element('div', { class: 'run-panel' }, header.element, banner.element, board));

  const onPoint = (along: string, x: number | undefined): void => {
    for (const [id, card] of cards) if (isRoundChart(id) === (along === t('round'))) card.pointAt(x);
  };
  const toggle = (choice: 'smooth' | 'logarithmic', name: string, title: string): HTMLButtonElement => {
    const made = button(
      name,
      () => {
        choices[choice] = !choices[choice];
        made.setAttribute('aria-pressed', String(choices[choice]));
        save();
        drawSoon();
      },
      { class: 'quiet', title, 'aria-pressed': String(choices[choice]) },
    );
    return made;
  };
  const lossCard = new ChartCard(
    {
      host,
      fileName,
      onPoint,
      switches: [
        toggle('smooth', t('Smooth'), t('Smooth the training lines')),
        toggle('logarithmic', t('Log'), t('Logarithmic scale')),
      ],
    },
    'loss',
  );
  cards.set('loss', lossCard);
  board.prepend(lossCard.element);
  const roundIds = new Set<string>();
  const isRoundChart = (id: string): boolean => roundIds.has(id);

  function save(): void {
    host.save({ ...choices, run });
  }

  function drawHeader(): void {
    const status = statusOf(state, { alive, stopping, now: Date.now() });
    header.show(state, status);
    banner.show(state, status);
  }

  function draw(): void {
    drawHeader();
    lossCard.show(lossChart(state, choices.smooth), palette, choices.logarithmic);
    results.show(resultTable(state));
    rounds.show([...roundTables(state), ...participantTables(state)]);
    devices.show(deviceTable(state));
    drifts.show(driftTable(state));
    const weights = weightChart(state);
    const ofRounds = [...roundCharts(state), ...participantCharts(state)];
    for (const { id } of ofRounds) roundIds.add(id);
    const cosines = cosineChart(state, choices.smooth);
    showCharts([
      ...metricCharts(state),
      ...(weights ? [weights] : []),
      ...(cosines ? [cosines] : []),
      ...ofRounds,
    ]);
  }

  function showCharts(models: readonly ChartModel[]): void {
    const wanted = new Set(['loss', ...models.map(({ id }) => id)]);
    for (const [id, card] of cards) {
      if (wanted.has(id)) continue;
      card.destroy();
      cards.delete(id);
    }
    for (const model of models) {
      let card = cards.get(model.id);
      if (!card) {
        card = new ChartCard({ host, fileName, onPoint }, 'small');
        cards.set(model.id, card);
        charts.append(card.element);
      }
      card.show(model, palette);
    }
  }

  let scheduled = false;
  let drawn = -drawMilliseconds;
  function drawSoon(): void {
    if (scheduled) return;
    scheduled = true;
    setTimeout(
      () => {
        scheduled = false;
        drawn = performance.now();
        draw();
      },
      Math.max(0, drawn + drawMilliseconds - performance.now()),
    );
  }

  watchTheme(() => {
    palette = readPalette();
    drawSoon();
  });
  setInterval(() => {
    if (alive && !state.end) drawHeader();
  }, tickMilliseconds);
  draw();

  return {
    receive(message) {
      if (message.since > next) return host.post({ kind: 'ready', since: next });
      if (message.since === 0) {
        state = newRunState();
        next = 0;
      }
      addEvents(
        state,
        message.events.filter(({ sequence }) => sequence >= next),
      );
      next = Math.max(next, message.next);
      alive = message.alive;
      if (!alive) stopping = false;
      if (run !== message.run) {
        run = message.run;
        save();
      }
      drawSoon();
    },
  };
}

function readChoices(saved: unknown): { smooth: boolean; logarithmic: boolean } {
  const choices = isObject(saved) ? saved : {};
  return { smooth: choices['smooth'] !== false, logarithmic: choices['logarithmic'] === true };
}

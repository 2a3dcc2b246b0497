/** What the line of a run says: its state, how far it is or what it came to, and what can be done with it. */
import { formatBriefly } from '../../../../contract/format-number';
import type { ComparedRun } from '../../../../contract/comparison';
import { text, type Text } from '../../../../contract/text';
import { headlinesOf } from '../../../../runs/headlines';
import type { RunSummary } from '../../../../runs/list-runs';
import { localise } from '../../infrastructure/localise';
import { placeText, type Progress } from '../../infrastructure/progress-of';
import { stateInWords } from '../../infrastructure/state-in-words';

export type LineState = ComparedRun['state'];

/** How a run stands. */
export interface RunStanding {
  readonly state: LineState;
  /** Undefined for a run that has not said a word. */
  readonly summary: RunSummary | undefined;
  /** While it is at work. */
  readonly progress?: Progress;
  /** Somebody has asked it to stop. */
  readonly isStopping?: boolean;
}

export interface RunLine {
  readonly description: string;
  /** A codicon and the colour of the theme that it is drawn in. */
  readonly icon: string;
  readonly color: string;
  /** By which menus tell what can be done: `run.completed`. */
  readonly context: string;
  /** The state, which eyes see from the icon. */
  readonly stateName: string;
}

/** A line has room for so many. The tooltip shows all. */
const mostTasks = 3;

export function runLine(standing: RunStanding): RunLine {
  const { state, summary } = standing;
  const values = headlinesOf(summary ?? { tasks: [], results: {} })
    .slice(0, mostTasks)
    .map(({ task, name, value }) => `${task} ${name} ${formatBriefly(value)}`);
  return {
    description: [...whereItIs(standing), ...values].join(' · '),
    ...looks[state],
    context: `run.${state}`,
    stateName: nameOf(state),
  };
}

/** Nothing is said of a completed run but its values. */
function whereItIs({ state, progress, isStopping }: RunStanding): readonly string[] {
  if (isStopping) return [localise(text('stopping'))];
  if (state === 'completed') return [];
  if (state !== 'running') return [nameOf(state)];
  const place = progress && placeText(progress);
  return [place ? localise(place) : nameOf(state)];
}

const looks = {
  preparing: { icon: 'loading~spin', color: 'charts.blue' },
  running: { icon: 'sync~spin', color: 'charts.blue' },
  completed: { icon: 'pass', color: 'testing.iconPassed' },
  stopped: { icon: 'stop-circle', color: 'descriptionForeground' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
  lost: { icon: 'question', color: 'list.warningForeground' },
} satisfies Record<LineState, Pick<RunLine, 'icon' | 'color'>>;

const nameOf = (state: LineState): string =>
  state === 'preparing' ? localise(preparing) : stateInWords(state);

const preparing: Text = text('preparing');

/** What a run panel knows of its run: rebuilt from the run log alone, bounded however long the run is. */
import type { Problem } from '../../../contract/problem';
import type {
  EndEvent,
  EpochEvent,
  PartResults,
  ProgressEvent,
  RoundEvent,
  RunEvent,
  StartEvent,
} from '../../../contract/run-log';
import { BoundedList } from './bounded-list';
import { advance, clockStart, momentOf, type EpochClock } from './epoch-clock';
import { mergeRows, type ByTask, type LossRow } from './loss-row';

/** Points that a chart is drawn from; more than a screen has room for, few enough to draw ten times a second. */
const capacity = 1_000;
const shownNotices = 5;

export interface EpochRow {
  readonly x: number;
  readonly event: EpochEvent;
}

export type Timed<T> = T & { readonly time: number };

export interface RunState {
  start?: Timed<StartEvent>;
  progress?: Timed<ProgressEvent>;
  epoch?: Timed<EpochEvent>;
  end?: Timed<EndEvent>;
  clock: EpochClock;
  /** Training losses between epochs. */
  readonly steps: BoundedList<LossRow>;
  /** Of a run with more epochs than a chart has room for, every so many are kept. */
  readonly epochs: BoundedList<EpochRow>;
  readonly rounds: BoundedList<RoundEvent>;
  /** Epochs (since the run began) after which a co-training round ended. */
  readonly roundEnds: BoundedList<number>;
  /** The latest different ones. */
  notices: readonly Problem[];
}

export function newRunState(): RunState {
  return {
    clock: clockStart,
    steps: new BoundedList(capacity, mergeRows),
    epochs: new BoundedList(capacity, takeLater),
    rounds: new BoundedList(capacity, takeLater),
    roundEnds: new BoundedList(capacity, takeLater),
    notices: [],
  };
}

const takeLater = <T>(_first: T, _before: number, second: T): T => second;

/** Takes in the next events of the log, in order. */
export function addEvents(state: RunState, events: readonly RunEvent[]): void {
  for (const event of events) addEvent(state, event);
}

function addEvent(state: RunState, event: RunEvent): void {
  switch (event.kind) {
    case 'start':
      state.start = event;
      return;
    case 'progress':
      state.progress = event;
      state.clock = advance(state.clock, event.epoch, false);
      state.steps.push({
        x: momentOf(state.clock, event.step, event.steps, state.start?.stepsPerEpoch ?? 0),
        losses: event.losses,
        weights: event.weights,
      });
      return;
    case 'epoch':
      state.epoch = event;
      state.clock = advance(state.clock, event.epoch, true);
      state.epochs.push({ x: state.clock.before + event.epoch, event });
      return;
    case 'round':
      state.rounds.push(event);
      state.roundEnds.push(state.clock.before + state.clock.epoch);
      return;
    case 'notice':
      addNotice(state, event.problem);
      return;
    case 'end':
      state.end = event;
      return;
    case 'checkpoint':
      return;
    default:
      event satisfies never;
  }
}

/** A notice that comes again moves to the end instead of filling the panel. */
function addNotice(state: RunState, problem: Problem): void {
  const key = JSON.stringify(problem);
  const others = state.notices.filter((notice) => JSON.stringify(notice) !== key);
  state.notices = [...others, problem].slice(-shownNotices);
}

/** Names of the tasks in the order of their declaration. */
export function taskNames(state: RunState): readonly string[] {
  return state.start?.tasks.map(({ name }) => name) ?? Object.keys(state.progress?.losses ?? {});
}

/** The loss of each task in a part's results. */
export function lossesOf(results: PartResults[keyof PartResults]): ByTask<number | null> {
  return Object.fromEntries(Object.entries(results ?? {}).map(([task, { loss }]) => [task, loss]));
}

/** What a run panel knows of its run: rebuilt from the run log alone, bounded however long the run is. */
import type { Problem } from '../../../contract/problem';
import type {
  DriftEvent,
  EndEvent,
  EpochEvent,
  FederatedEvent,
  PartResults,
  ProgressEvent,
  ResumeEvent,
  RoundEvent,
  RunEvent,
  StartEvent,
} from '../../../contract/run-log';
import { BoundedList } from './bounded-list';
import { cosinesOf, mergeRows, type ByTask, type LossRow, type Moment } from './loss-row';

/** Points that a chart of one run is drawn from; more than a screen has room for, few enough to draw ten times a second. */
const screenful = 1_000;
const shownNotices = 5;

export interface EpochRow extends Moment {
  readonly event: EpochEvent;
}

export type Timed<T> = T & { readonly time: number };

/** The rounds of one `cotrain` declaration. */
export interface RoundHistory {
  readonly networks: readonly string[];
  readonly rounds: BoundedList<RoundEvent>;
}

/** The average of the networks, as the run log calls it. */
export const allNetworks = 'all';

export interface RunState {
  start?: Timed<StartEvent>;
  progress?: Timed<ProgressEvent>;
  epoch?: Timed<EpochEvent>;
  latestEpoch?: EpochRow;
  end?: Timed<EndEvent>;
  /** When the trainer at work went on with the run. */
  resume?: Timed<ResumeEvent>;
  /** Milliseconds since 1970 of the latest event. */
  time: number;
  /** Training losses between epochs, with weights and cosines. */
  readonly steps: BoundedList<LossRow>;
  /** Of a run with more epochs than a chart has room for, every so many are kept. */
  readonly epochs: BoundedList<EpochRow>;
  /** By task and networks, in the order in which they were first heard of. */
  readonly cotrained: Map<string, RoundHistory>;
  /** Epochs after which a co-training round ended. */
  readonly roundEnds: BoundedList<number>;
  /** Where losses of tasks have become larger for good, of a run that learns from a stream. */
  readonly drifts: BoundedList<DriftEvent>;
  /** Rounds of federated training. */
  readonly federated: BoundedList<FederatedEvent>;
  /** The latest different ones. */
  notices: readonly Problem[];
}

/** `capacity` is how many moments are kept of a run, however long it is. */
export function newRunState(capacity = screenful): RunState {
  return {
    time: 0,
    steps: new BoundedList(capacity, mergeRows),
    epochs: new BoundedList(capacity, takeLater),
    cotrained: new Map(),
    roundEnds: new BoundedList(capacity, takeLater),
    drifts: new BoundedList(capacity, takeLater),
    federated: new BoundedList(capacity, takeLater),
    notices: [],
  };
}

const takeLater = <T>(_first: T, _before: number, second: T): T => second;

/** Takes in the next events of the log, in order. */
export function addEvents(state: RunState, events: readonly RunEvent[]): void {
  for (const event of events) addEvent(state, event);
}

function addEvent(state: RunState, event: RunEvent): void {
  state.time = event.time;
  switch (event.kind) {
    case 'start':
      state.start = event;
      return;
    case 'progress':
      state.progress = event;
      state.steps.push({
        x: epochsAt(state, event),
        step: event.step,
        seconds: secondsUntil(state, event.time),
        losses: event.losses,
        weights: event.weights,
        ...cosinesOf(event.cosines),
      });
      return;
    case 'epoch':
      state.epoch = event;
      state.latestEpoch = {
        x: event.epoch,
        step: stepsAt(state, event),
        seconds: secondsUntil(state, event.time),
        event,
      };
      state.epochs.push(state.latestEpoch);
      return;
    case 'round':
      addRound(state, event);
      return;
    case 'drift':
      state.drifts.push(event);
      return;
    case 'federated':
      state.federated.push(event);
      return;
    case 'notice':
      addNotice(state, event.problem);
      return;
    case 'end':
      state.end = event;
      return;
    case 'resume':
      state.resume = event;
      return;
    case 'checkpoint':
      return;
    default:
      event satisfies never;
  }
}

/** In epochs. Later rounds have more labels and so more steps an epoch, which keeps their steps at the epoch's end. */
function epochsAt({ start }: RunState, { epoch, step }: ProgressEvent): number {
  const moment = start && start.stepsPerEpoch > 0 ? step / start.stepsPerEpoch : epoch;
  return Math.min(epoch, Math.max(epoch - 1, moment));
}

/** An epoch does not say how many steps were taken by its end; later rounds have taken more than the first. */
function stepsAt({ start, progress }: RunState, { epoch }: EpochEvent): number {
  return Math.max(progress?.step ?? 0, epoch * (start?.stepsPerEpoch ?? 0));
}

/** How long trainers have worked on the run: the time in which nobody did does not count. */
export function secondsUntil({ start, resume }: RunState, time: number): number {
  const since = resume ?? start;
  return since ? (resume?.seconds ?? 0) + Math.max(0, time - since.time) / 1000 : 0;
}

function addRound(state: RunState, event: RoundEvent): void {
  const networks = Object.keys(event.networks).filter((network) => network !== allNetworks);
  const key = JSON.stringify([event.task, networks]);
  let history = state.cotrained.get(key);
  if (!history) {
    history = { networks, rounds: new BoundedList(screenful, takeLater) };
    state.cotrained.set(key, history);
  }
  history.rounds.push(event);
  const end = state.epoch?.epoch ?? 0;
  if (state.roundEnds.items.at(-1) !== end) state.roundEnds.push(end);
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

/** How a run stands: its state, how far it came, and how long it takes. */
import { secondsUntil, type RunState } from '../../shared/runs/run-state';

export type StatusName = 'preparing' | 'running' | 'stopping' | 'completed' | 'stopped' | 'failed';

export interface Status {
  readonly name: StatusName;
  /** Epoch (or window of a stream) at work, from 1, and how many there are, 0 where nobody knows; undefined before the trainer has said so. */
  readonly epoch?: { readonly at: number; readonly of: number };
  /** Round of co-training or federated training at work; undefined without. */
  readonly round?: { readonly at: number; readonly of: number };
  /** Share of the work that is done, from 0 to 1. */
  readonly done: number;
  readonly seconds: number;
  /** While it runs and the trainer has an estimate. */
  readonly secondsLeft?: number;
  readonly rowsPerSecond?: number;
  readonly rate?: number;
}

export interface Surroundings {
  /** A trainer is at work. */
  readonly alive: boolean;
  /** A person asked it to stop. */
  readonly stopping: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function statusOf(state: RunState, around: Surroundings): Status {
  const { progress, end } = state;
  const name = nameOf(state, around);
  // A run that nobody works on any more took until its last word.
  const now = around.alive ? around.now : state.time;
  const seconds = end?.seconds ?? secondsUntil(state, now);
  const epoch = epochOf(state);
  const round = roundOf(state);
  return {
    name,
    ...(epoch ? { epoch } : {}),
    ...(round ? { round } : {}),
    done: doneOf(state),
    seconds,
    ...(progress && !end && progress.steps > 0
      ? { secondsLeft: Math.max(0, progress.secondsLeft - (around.now - progress.time) / 1000) }
      : {}),
    ...(progress ? { rowsPerSecond: progress.rowsPerSecond, rate: progress.rate } : {}),
  };
}

/** A log without an end whose trainer is gone stands for a run that was killed. */
function nameOf({ start, end }: RunState, { alive, stopping }: Surroundings): StatusName {
  if (end) return end.status;
  if (!alive) return 'failed';
  if (stopping) return 'stopping';
  return start ? 'running' : 'preparing';
}

function epochOf({ start, progress, epoch, end }: RunState): Status['epoch'] {
  if (!start) return undefined;
  const of = epoch?.epochs ?? start.epochs;
  const first = end ? 0 : Math.min(1, of);
  return { at: Math.max(first, progress?.epoch ?? 0, epoch?.epoch ?? 0), of };
}

/** An epoch says to which round it belongs; after a round's end the next one is at work. */
function roundOf({ cotrained, federated, epoch, end }: RunState): Status['round'] {
  const apart = federated.items.at(-1);
  if (apart) return { at: end ? apart.round : Math.min(apart.round + 1, apart.rounds), of: apart.rounds };
  const latest = [...cotrained.values()].flatMap(({ rounds }) => rounds.items.at(-1) ?? []);
  const last = latest.toSorted((a, b) => b.round - a.round || b.rounds - a.rounds)[0];
  if (!last) return undefined;
  // Networks that teach each other in every step have no rounds.
  if (last.rounds === 0) return undefined;
  const next = Math.min(last.round + 1, last.rounds);
  return { at: end ? last.round : Math.max(next, epoch?.round ?? 0), of: last.rounds };
}

/** By time where the trainer estimates it, which holds for epochs and rounds alike. */
function doneOf(state: RunState): number {
  const { start, progress, epoch, end } = state;
  if (end?.status === 'completed') return 1;
  // Of a stream without an end no share is done.
  if (progress?.steps === 0) return 0;
  if (start && progress) {
    const spent = secondsUntil(state, progress.time);
    return spent > 0 ? spent / (spent + progress.secondsLeft) : 0;
  }
  return epoch && epoch.epochs > 0 ? Math.min(1, epoch.epoch / epoch.epochs) : 0;
}

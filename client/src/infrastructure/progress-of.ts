/** How far a run is, from its log alone. */
import type { RunEvent } from '../../../contract/run-log';

export interface Progress {
  /** From 1; 0 before the first step. */
  readonly epoch: number;
  /** 0 until the trainer has said how many there are. */
  readonly epochs: number;
  readonly secondsLeft?: number;
}

/** The start event tells how many epochs there are, the latest progress or epoch event where the run is. */
export function progressOf(events: readonly RunEvent[]): Progress {
  const start = events.find((event) => event.kind === 'start');
  const latest = events.findLast((event) => event.kind === 'progress' || event.kind === 'epoch');
  const epochs = latest?.kind === 'epoch' ? latest.epochs : (start?.epochs ?? 0);
  return {
    epoch: latest?.epoch ?? (start ? 1 : 0),
    epochs,
    ...(latest?.kind === 'progress' ? { secondsLeft: latest.secondsLeft } : {}),
  };
}

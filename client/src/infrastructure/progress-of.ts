/** How far a run is, from its log alone. */
import type { RunEvent } from '../../../contract/run-log';
import { text, type Text } from '../../../contract/text';

export interface Progress {
  /** From 1; 0 before the first step. */
  readonly epoch: number;
  /** 0 until the trainer has said how many there are, and where nobody knows. */
  readonly epochs: number;
  /** Rows of a window, where the run goes through windows of a stream in place of epochs. */
  readonly window?: number;
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
    ...(start?.window === undefined ? {} : { window: start.window }),
    ...(latest?.kind === 'progress' && latest.steps > 0 ? { secondsLeft: latest.secondsLeft } : {}),
  };
}

/** The same in words; undefined before the trainer has said anything. */
export function placeText({ epoch, epochs, window }: Progress): Text | undefined {
  if (window !== undefined)
    return epochs === 0
      ? text('window {epoch}', { epoch })
      : text('window {epoch} of {epochs}', { epoch, epochs });
  return epochs === 0 ? undefined : text('epoch {epoch} of {epochs}', { epoch, epochs });
}

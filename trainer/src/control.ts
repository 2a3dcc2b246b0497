/** What a run is asked while it trains: to stop cleanly, or to write a checkpoint. */
import { parseControlMessage } from '../../contract/parse-run-event';

export interface Control {
  readonly stopRequested: boolean;
  /** Answers true once after a checkpoint was asked for. */
  takeCheckpointRequest(): boolean;
}

/** Told to a trainer by whoever started it: what to do when that process leaves. */
const parentLeavesVariable = 'MTL_PARENT_LEAVES';

/**
 * Listens to control messages, to SIGTERM and SIGINT, and to the parent's leaving, which stops the run unless the environment says
 * that it goes on. Requests are looked at between groups of steps.
 */
export function listenForControl(trainer: NodeJS.Process = process): Control {
  let stopRequested = false;
  let checkpointRequested = false;
  const stop = () => {
    stopRequested = true;
  };
  trainer.on('SIGTERM', stop);
  trainer.on('SIGINT', stop);
  trainer.on('message', (message) => {
    const control = parseControlMessage(message);
    if (control?.kind === 'stop') stop();
    if (control?.kind === 'checkpoint') checkpointRequested = true;
  });
  trainer.on('disconnect', () => {
    if (trainer.env[parentLeavesVariable] !== 'continue') stop();
  });
  return {
    get stopRequested() {
      return stopRequested;
    },
    takeCheckpointRequest() {
      const requested = checkpointRequested;
      checkpointRequested = false;
      return requested;
    },
  };
}

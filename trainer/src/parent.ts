/** The process that started this one, where it listens: it hears every event of the run log, and of each device before it is woken. */
import type { DeviceMessage, RunEvent } from '../../contract/run-log';

export interface Parent {
  tell(message: RunEvent | DeviceMessage): void;
  /** Resolves when everything that was told has left this process. */
  allTold(): Promise<void>;
}

export function findParent(trainer: NodeJS.Process = process): Parent {
  let last: Promise<void> = Promise.resolve();
  return {
    tell(message) {
      if (!trainer.connected) return;
      // Messages leave in order, so the last one to leave is the last one told. A parent that is gone hears nothing.
      last = new Promise((resolve) => {
        trainer.send?.(message, undefined, undefined, () => resolve());
      });
    },
    allTold: () => last,
  };
}

/** The process that started this one, where it listens: it hears every event of the run log. */
import type { RunEvent } from '../../contract/run-log';

export interface Parent {
  tell(event: RunEvent): void;
  /** Resolves when everything that was told has left this process. */
  allTold(): Promise<void>;
}

export function findParent(trainer: NodeJS.Process = process): Parent {
  let last: Promise<void> = Promise.resolve();
  return {
    tell(event) {
      if (!trainer.connected) return;
      // Messages leave in order, so the last one to leave is the last one told. A parent that is gone hears nothing.
      last = new Promise((resolve) => {
        trainer.send?.(event, undefined, undefined, () => resolve());
      });
    },
    allTold: () => last,
  };
}

/** Says when a checkpoint is due: so often that little is lost, and so seldom that it costs little. */

/** Milliseconds between two checkpoints at least and at most, and how many times longer than one takes. */
const least = 10_000;
const most = 600_000;
const times = 100;

export interface CheckpointClock {
  readonly isDue: boolean;
  /** Writes one, and learns how long that takes. */
  during(write: () => Promise<void>): Promise<void>;
}

/** A hundredth of the time goes into checkpoints, unless one takes more than six seconds. `now` answers milliseconds. */
export function createCheckpointClock(now: () => number = () => performance.now()): CheckpointClock {
  let last = now();
  let cost = 0;
  return {
    get isDue() {
      return now() - last >= Math.min(most, Math.max(least, times * cost));
    },
    async during(write) {
      const began = now();
      await write();
      last = now();
      cost = last - began;
    },
  };
}

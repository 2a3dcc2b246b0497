/** Chooses how many steps run in one native call: enough to be fast, few enough to report and to stop soon. */

const most = 50;
/** Milliseconds that a call should take. */
const aim = 150;

export interface GroupSize {
  readonly steps: number;
  /** Learns from a call that ran `steps` steps in `milliseconds`. */
  learn(steps: number, milliseconds: number): void;
}

/** Starts with one step and at most doubles, because the first calls also warm up the engine. */
export function createGroupSize(): GroupSize {
  let size = 1;
  return {
    get steps() {
      return size;
    },
    learn(steps, milliseconds) {
      const fitting = Math.round((aim * steps) / Math.max(milliseconds, 0.001));
      size = Math.max(1, Math.min(most, fitting, 2 * size));
    },
  };
}

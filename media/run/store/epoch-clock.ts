/** Counts epochs since the run began, whether epochs are numbered through the run or anew in every co-training round. */

export interface EpochClock {
  /** Epochs of the rounds before this one. */
  readonly before: number;
  readonly epoch: number;
  readonly ended: boolean;
}

export const clockStart: EpochClock = { before: 0, epoch: 0, ended: false };

/** The clock after something was heard of `epoch` (from 1), or of its end. A number that comes again begins a round. */
export function advance(clock: EpochClock, epoch: number, ended: boolean): EpochClock {
  const again = epoch < clock.epoch || (epoch === clock.epoch && clock.ended);
  return { before: again ? clock.before + clock.epoch : clock.before, epoch, ended };
}

/** Where `step` of `steps` stands; both count either within the epoch or through the run of `stepsPerEpoch` a turn. */
export function momentOf(clock: EpochClock, step: number, steps: number, stepsPerEpoch: number): number {
  const through = stepsPerEpoch > 0 && steps > stepsPerEpoch;
  const fraction = through ? step / stepsPerEpoch - (clock.epoch - 1) : step / Math.max(1, steps);
  return clock.before + Math.max(0, clock.epoch - 1) + Math.min(1, Math.max(0, fraction));
}

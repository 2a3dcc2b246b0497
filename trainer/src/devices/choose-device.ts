/** Which device a run takes by the times that were measured: the one on which it is over first. */
import type { DeviceTrial } from '../../../contract/run-log';

/** Seconds that a run must take on the processor before it pays to look for another device. */
export const worthLooking = 30;

/** Another device must promise to take this share of the processor's time at most: times differ from one try to the next. */
const worthLeaving = 0.9;

/** Milliseconds until the last of `steps` steps; infinite on a device that cannot train. */
export const timeOfRun = ({ start = 0, step = Infinity }: DeviceTrial, steps: number): number =>
  start + step * steps;

/** `trials` begin with that of the processor. */
export function chooseDevice(trials: readonly DeviceTrial[], steps: number): string {
  const [processor, ...others] = trials as readonly [DeviceTrial, ...DeviceTrial[]];
  const fastest = others.reduce<DeviceTrial | undefined>(
    (best, trial) => (best && timeOfRun(best, steps) <= timeOfRun(trial, steps) ? best : trial),
    undefined,
  );
  const leaves =
    fastest !== undefined && timeOfRun(fastest, steps) <= worthLeaving * timeOfRun(processor, steps);
  return leaves ? fastest.device : processor.device;
}

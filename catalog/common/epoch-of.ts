/** The number of the epoch that a schedule is asked in. */
import type { ScheduleMoment } from '../declaration';

/** From 0. */
export const epochOf = ({ step, steps, epochs }: ScheduleMoment): number =>
  Math.floor((step * epochs) / steps);

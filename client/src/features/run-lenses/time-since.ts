/** How long ago something was, in one unit: `2 minutes ago`, `yesterday`, `3 天前`. */
import type { Moment } from '../../infrastructure/moment';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Nothing is counted in seconds, which would be wrong by the time that it is read. */
export function timeSince(time: number, now: Moment): string {
  const seconds = Math.max(0, (now.time - time) / 1000);
  const words = new Intl.RelativeTimeFormat(now.language, { numeric: 'auto' });
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', Infinity];
  return words.format(-Math.floor(seconds / size), unit);
}

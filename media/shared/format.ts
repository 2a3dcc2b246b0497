/** Numbers, counts and durations as people read them, the same in every table, legend and label. */
import { formatCount } from '../../contract/format-count';
import { formatDuration } from '../../contract/format-duration';
import { formatNumber as printed } from '../../contract/format-number';
import { t } from './translate';

/** As in every table, with the sign of print: `−0.5000`. */
export const formatNumber = (value: number | null | undefined): string => printed(value).replaceAll('-', '−');

/** A cell of a table: words as they are, whole numbers as counts. */
export function formatCell(cell: string | number | null | undefined): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? formatCount(cell as number) : formatNumber(cell);
}

/** A run that took less than a minute shows tenths: `3.4 s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? t('{seconds} s', { seconds: seconds.toFixed(1) }) : formatDuration(seconds);
}

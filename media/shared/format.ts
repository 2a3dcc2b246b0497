/** Numbers, counts and durations as people read them, the same in every table, legend and label. */
import { formatCount } from '../../contract/format-count';
import { formatDuration } from '../../contract/format-duration';
import { t } from './translate';

/** Stands where there is no number. */
export const noValue = '–';

/** Four significant digits, so that columns of losses line up: `0.0123`, `1.235`, `12,346`, `1.23e−7`. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return noValue;
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? '∞' : '−∞';
  if (size !== 0 && (size < 0.001 || size >= 1e9)) return value.toExponential(2).replace('-', '−');
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
  return value
    .toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace('-', '−');
}

/** A cell of a table: words as they are, whole numbers as counts. */
export function formatCell(cell: string | number | null | undefined): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? formatCount(cell as number) : formatNumber(cell);
}

/** A run that took less than a minute shows tenths: `3.4 s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? t('{seconds} s', { seconds: seconds.toFixed(1) }) : formatDuration(seconds);
}

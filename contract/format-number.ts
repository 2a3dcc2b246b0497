/** Measured numbers as people read them: in tables with four digits that count, in a line of text with three. */
import { formatCount } from './format-count';

/** Stands where there is no number. */
export const noNumber = '–';

/** `0.01230`, `1.235`, `12,346`; powers of ten only far from one: `1.23e-5`. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return noNumber;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? '∞' : '-∞';
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  const digits = value.toPrecision(4);
  return size >= 1e3 || Math.abs(Number(digits)) >= 1e3 ? formatCount(value) : digits;
}

/** `0.943`, `12.3`, `1,230`, `1.23e-7`. */
export function formatBriefly(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return Number.isInteger(rounded) ? formatCount(rounded) : String(rounded);
}

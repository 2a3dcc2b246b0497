/** Numbers of a run as a person reads them. */
import { text, type Text } from '../contract/text';

/** Four digits, all of those before the point, and powers of ten only far from one; a dash for what is not known. */
export function shortNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return size >= 1e3 ? value.toFixed(0) : value.toPrecision(4);
}

/** `7 s`, `2:05`, `1:02:05`. */
export function duration(seconds: number): Text {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return text('{seconds} s', { seconds: whole });
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = pad(whole % 60);
  return text('{time}', { time: hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}` });
}

const pad = (value: number): string => String(value).padStart(2, '0');

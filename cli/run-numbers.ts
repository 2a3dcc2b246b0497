/** Durations as a person reads them on a terminal. */
import { text, type Text } from '../contract/text';

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

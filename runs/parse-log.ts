/** Reads the text of a run log, also of one that is still being written or was cut off. */
import { isKind, parseRunEvent } from '../contract/parse-run-event';
import { isObject } from '../contract/checks';
import type { RunEvent } from '../contract/run-log';

export interface LogText {
  readonly events: readonly RunEvent[];
  /** Lines, counted from 1, that are no events though another line follows them. Kinds of newer versions are none of these. */
  readonly unreadable: readonly number[];
}

export function parseLog(text: string): LogText {
  const lines = text.split('\n');
  const last = lines.length - 1;
  const events: RunEvent[] = [];
  const unreadable: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    const event = parseRunEvent(value);
    if (event) events.push(event);
    else if (index < last && !isNewerKind(value)) unreadable.push(index + 1);
  }
  return { events, unreadable };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isNewerKind(value: unknown): boolean {
  return isObject(value) && typeof value['kind'] === 'string' && !isKind(value['kind']);
}

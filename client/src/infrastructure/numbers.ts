/** Results as people read them outside of the panels: three digits that count, and the name of the rows that they were measured on. */
import { formatCount } from '../../../contract/format-count';
import type { Part } from '../../../contract/run-log';
import { text, type Text } from '../../../contract/text';
import { localise } from './localise';

/** `0.943`, `12.3`, `1,230`, `1.23e-7`. */
export function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return Number.isInteger(rounded) ? formatCount(rounded) : String(rounded);
}

export function localisePart(part: Part): string {
  const names = {
    train: text('train'),
    validation: text('validation'),
    test: text('test'),
  } satisfies Record<Part, Text>;
  return localise(names[part]);
}

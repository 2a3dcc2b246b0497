/** Results as people read them outside of the panels: three digits that count, and the name of the rows that they were measured on. */
import type { Part } from '../../../contract/run-log';
import { text, type Text } from '../../../contract/text';
import { localise } from './localise';

const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `0.943`, `12.3`, `1,230`. */
export const shortNumber = (value: number): string => digits.format(value);

export function localisePart(part: Part): string {
  const names = {
    train: text('train'),
    validation: text('validation'),
    test: text('test'),
  } satisfies Record<Part, Text>;
  return localise(names[part]);
}

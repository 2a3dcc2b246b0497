/** The name of the rows that a result was measured on. */
import type { Part } from '../../../contract/run-log';
import { text, type Text } from '../../../contract/text';
import { localise } from './localise';

export function localisePart(part: Part): string {
  const names = {
    train: text('train'),
    validation: text('validation'),
    test: text('test'),
  } satisfies Record<Part, Text>;
  return localise(names[part]);
}

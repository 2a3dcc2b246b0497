/** Recognises a problem that arrives from a file or another process. */
import {
  hasFields,
  isBoolean,
  isCount,
  isObject,
  isText,
  listOf,
  oneOf,
  optional,
  type Check,
} from './checks';
import type { Fix, Position, Problem, Range } from './problem';
import type { Text } from './text';

export const isPosition: Check = hasFields<Position>({ line: isCount, character: isCount });

const isRange = hasFields<Range>({ start: isPosition, end: isPosition });

const isSentence: Check = hasFields<Text>({
  template: isText,
  args: (value) => isObject(value) && Object.values(value).every(isPart),
});

const isPart: Check = (arg) => isText(arg) || typeof arg === 'number' || arg === null || isSentence(arg);

const isFix = hasFields<Fix>({
  title: isSentence,
  edits: listOf(hasFields<Fix['edits'][number]>({ range: isRange, newText: isText })),
  safe: isBoolean,
});

export const isProblem: Check = hasFields<Problem>({
  code: isText,
  severity: oneOf('error', 'warning', 'information', 'hint'),
  message: isSentence,
  remedy: isSentence,
  range: optional(isRange),
  place: optional(isSentence),
  related: optional(listOf(hasFields({ range: isRange, message: isSentence }))),
  fixes: optional(listOf(isFix)),
  tags: optional(listOf(oneOf('unnecessary', 'deprecated'))),
});

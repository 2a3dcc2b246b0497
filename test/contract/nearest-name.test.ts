/** Suggestions for mistyped names: slips are found, other words are left alone. */
import { expect, test } from 'vitest';
import { editDistance, nearestName } from '../../contract/nearest-name';

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['kitten', 'sitting', 3],
  ['trunk', 'trunck', 1],
  ['lable', 'label', 1],
  ['ab', 'ba', 1],
  // Each letter is touched once only; without that rule it would be 2.
  ['ca', 'abc', 3],
])('from “%s” to “%s” in %i steps', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['lable', ['label', 'table', 'size'], 'label'],
  ['uncertanty', ['equal', 'uncertainty', 'dwa'], 'uncertainty'],
  ['kernal', ['filters', 'kernel', 'stride'], 'kernel'],
  ['Label', ['label'], 'label'],
  ['x', ['y', 'X'], 'X'],
  ['x', ['y', 'xy'], undefined],
  ['', ['x'], undefined],
  ['pix240', ['pix239', 'pix24', 'fou0'], 'pix24'],
  ['colour', ['size', 'label'], undefined],
  ['mse', ['accuracy', 'iou'], undefined],
  ['anything', [], undefined],
])('for “%s” among %j: %s', (wanted, names, nearest) => {
  expect(nearestName(wanted, names)).toBe(nearest);
});

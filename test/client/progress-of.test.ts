/** How far a run is, told from the events of its log. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { progressOf } from '../../client/src/infrastructure/progress-of';

const start = { kind: 'start', epochs: 12 };
const progress = (epoch: number) => ({ kind: 'progress', epoch, steps: 60, secondsLeft: 4.5 });
const epoch = (epoch: number, epochs: number) => ({ kind: 'epoch', epoch, epochs });

const cases: readonly (readonly [string, readonly object[], object])[] = [
  ['nothing yet', [], { epoch: 0, epochs: 0 }],
  ['started', [start], { epoch: 1, epochs: 12 }],
  ['in an epoch', [start, progress(3)], { epoch: 3, epochs: 12, secondsLeft: 4.5 }],
  ['after an epoch', [start, progress(3), epoch(3, 12)], { epoch: 3, epochs: 12 }],
  [
    'in a window of a stream without an end',
    [
      { ...start, epochs: 0, window: 500 },
      { ...progress(3), steps: 0, secondsLeft: 0 },
    ],
    { epoch: 3, epochs: 0, window: 500 },
  ],
  ['in a later round', [start, epoch(12, 36)], { epoch: 12, epochs: 36 }],
];

test.each(cases)('%s', (_, events, expected) => {
  expect(progressOf(events as unknown as RunEvent[])).toEqual(expected);
});

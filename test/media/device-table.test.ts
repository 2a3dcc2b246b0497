/** The devices that were measured, on the run panel. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { deviceTable } from '../../media/run/store/device-table';
import { addEvents, newRunState } from '../../media/shared/runs/run-state';
import { everyEvent } from '../support/run-events';
import { numeralsRun } from '../support/synthetic-runs';

test('have their speed, or the reason why they have none', () => {
  const state = newRunState();
  addEvents(state, everyEvent);
  expect(deviceTable(state)).toEqual({
    why: 'device: auto, by the times that were measured',
    headings: ['device', 'steps a second', 'ms to get ready', ''],
    rows: [
      ['cpu', 400, null, 'trains this run'],
      ['tensorflow', 1000 / 3, 900, ''],
      ['webgpu', null, null, 'Losses of digit jump.'],
    ],
  });
});

test('are no table where there was nothing to choose from', () => {
  const [start, ...others] = numeralsRun({ epochs: 1, stepsPerEpoch: 4, every: 2 }) as [
    RunEvent,
    ...RunEvent[],
  ];
  const alone = { from: 'measurement', tried: [{ device: 'cpu', step: 2 }] } as const;
  for (const choice of [undefined, { from: 'experiment', tried: [] } as const, alone]) {
    const state = newRunState();
    addEvents(state, [{ ...start, ...(choice ? { choice } : {}) } as RunEvent, ...others]);
    expect(deviceTable(state)).toBeUndefined();
  }
});

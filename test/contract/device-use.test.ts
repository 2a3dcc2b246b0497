/** Where a run trains and why, as its log tells it. */
import { expect, test } from 'vitest';
import { describeDeviceUse } from '../../contract/device-use';
import type { DeviceChoice, ResumeEvent, StartEvent } from '../../contract/run-log';
import { render } from '../../contract/text';
import { everyEvent } from '../support/run-events';

const ofKind = (kind: string): unknown => everyEvent.find((event) => event.kind === kind);
const start = ofKind('start') as StartEvent;
const resume = ofKind('resume') as ResumeEvent;
const cpu = { device: 'cpu', step: 2 };

test.each<[DeviceChoice, string]>([
  [{ from: 'experiment', tried: [] }, 'named by the experiment'],
  [
    { from: 'measurement', tried: [cpu] },
    'device: auto, which looks no further for a run as short as this one',
  ],
  [{ from: 'measurement', tried: [cpu, cpu] }, 'device: auto, by the times that were measured'],
  [{ from: 'memory', tried: [cpu] }, 'device: auto, as measured in an earlier run'],
  [{ from: 'fallback', tried: [] }, 'the device of the experiment failed'],
])('%o', (choice, says) => {
  const { device, why } = describeDeviceUse({ ...start, choice });
  expect([device, render(why!)]).toEqual(['cpu', says]);
});

test('a log of an older version does not say why', () => {
  const { choice: _, ...older } = start;
  expect(describeDeviceUse(older)).toEqual({ device: 'cpu', why: undefined });
});

test('a run that went on elsewhere is where it went on', () => {
  const begun = { ...start, device: 'webgpu' };
  const { device, why } = describeDeviceUse(begun, { ...resume, device: 'cpu' });
  expect([device, render(why!)]).toEqual(['cpu', 'webgpu failed, and the run went on']);
  expect(describeDeviceUse(begun, { ...resume, device: 'webgpu' }).device).toBe('webgpu');
});

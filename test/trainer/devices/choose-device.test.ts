/** The device on which a run is over first is taken, and the processor is left only for a clear gain. */
import { expect, test } from 'vitest';
import type { DeviceTrial } from '../../../contract/run-log';
import { text } from '../../../contract/text';
import { chooseDevice, timeOfRun } from '../../../trainer/src/devices/choose-device';

const problem = { code: 'MTL7052', severity: 'error', message: text('none'), remedy: text('none') } as const;
const cpu = (step: number): DeviceTrial => ({ device: 'cpu', step });
const card = (step: number, start = 0): DeviceTrial => ({ device: 'webgpu', start, step });
const missing: DeviceTrial = { device: 'cuda', problem };
const tensorflow = (step: number): DeviceTrial => ({ device: 'tensorflow', start: 1000, step });

test.each<[of: string, trials: readonly DeviceTrial[], steps: number, device: string]>([
  ['the processor alone', [cpu(10)], 1000, 'cpu'],
  ['a faster card', [cpu(10), card(5)], 1000, 'webgpu'],
  ['a slower card', [cpu(10), card(50)], 1000, 'cpu'],
  ['a card that is hardly faster', [cpu(10), card(9.5)], 1000, 'cpu'],
  ['a card that takes long to begin, for few steps', [cpu(10), card(5, 6000)], 1000, 'cpu'],
  ['the same card, for many', [cpu(10), card(5, 6000)], 10_000, 'webgpu'],
  ['a card that is not there', [cpu(10), missing], 1000, 'cpu'],
  ['the fastest of three', [cpu(10), missing, card(5), tensorflow(3)], 10_000, 'tensorflow'],
  ['the first of two that are as fast', [cpu(10), card(3, 1000), tensorflow(3)], 10_000, 'webgpu'],
])('%s', (_, trials, steps, device) => {
  expect(chooseDevice(trials, steps)).toBe(device);
});

test('a run takes the time until it begins and that of its steps', () => {
  expect(timeOfRun(card(2, 100), 50)).toBe(200);
  expect(timeOfRun(missing, 50)).toBe(Infinity);
});

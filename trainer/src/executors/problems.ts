/** What can go wrong before a program reaches an engine: one factory for each problem code from MTL7051. */
import type { Problem } from '../../../contract/problem';
import { text } from '../../../contract/text';

export function noSuchDevice(device: string, devices: readonly string[]): Problem {
  return {
    code: 'MTL7051',
    severity: 'error',
    message: text('There is no device {device}.', { device }),
    remedy: text('Write one of these after `device:`: {devices}.', { devices: devices.join(', ') }),
    place: text('train'),
  };
}

/** `reason` is what the engine says. */
export function deviceMissing(device: string, reason: string): Problem {
  return {
    code: 'MTL7052',
    severity: 'error',
    message: text('This machine has no {device} that can be trained on: {reason}', { device, reason }),
    remedy: text(
      'Write `device: cpu`, or install the driver of the graphics card (on Linux the one for Vulkan).',
    ),
    place: text('train'),
  };
}

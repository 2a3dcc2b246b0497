/** What can go wrong before a program reaches an engine: one factory for each problem code from MTL7051. */
import type { Problem } from '../../../contract/problem';
import { listed, text } from '../../../contract/text';

export function noSuchDevice(device: string, devices: readonly string[]): Problem {
  return {
    code: 'MTL7051',
    severity: 'error',
    message: text('There is no device {device}.', { device }),
    remedy: text('Write one of these after `device:`: {devices}.', { devices: listed(devices) }),
    place: text('train'),
  };
}

/** `reason` is what the engine says. */
export function deviceMissing(device: string, reason: string): Problem {
  return {
    code: 'MTL7052',
    severity: 'error',
    message: text('This machine has no {device} that can be trained on: {reason}', {
      device,
      reason: sentence(reason),
    }),
    remedy: text(
      'Write `device: cpu`, or install the driver of the graphics card (on Linux the one for Vulkan).',
    ),
    place: text('train'),
  };
}

/** `system` is the one at hand, `systems` are those that the engine's package has the device for. */
export function notForThisSystem(
  device: string,
  engine: string,
  system: string,
  systems: readonly string[],
): Problem {
  return {
    code: 'MTL7053',
    severity: 'error',
    message: text('{engine} has no {device} for this system ({system}).', { engine, device, system }),
    remedy: text('Write `device: cpu`; {device} is for {systems}.', { device, systems: listed(systems) }),
    place: text('train'),
  };
}

/** The engine has the device, but a library that it needs is not on this machine. */
export function libraryMissing(device: string, reason: string): Problem {
  return {
    code: 'MTL7054',
    severity: 'error',
    message: text('The libraries of {device} cannot be loaded: {reason}', {
      device,
      reason: sentence(reason),
    }),
    remedy: text('Write `device: cpu`, or install them as docs/devices.md says.'),
    place: text('train'),
  };
}

/** What a device said, or did, when it was tried. */
export function deviceUnusable(device: string, reason: string): Problem {
  return {
    code: 'MTL7055',
    severity: 'error',
    message: text('{device} does not run a small program: {reason}', { device, reason: sentence(reason) }),
    remedy: text('Write `device: cpu`, or bring the driver of the device up to date.'),
    place: text('train'),
  };
}

/** `how` is what the system calls it, such as SIGSEGV. */
export function deviceCrashed(device: string, how: string): Problem {
  return {
    code: 'MTL7056',
    severity: 'error',
    message: text('The process that used {device} crashed ({how}): its driver does not work.', {
      device,
      how,
    }),
    remedy: text('Write `device: cpu`, or bring the driver of the device up to date.'),
    place: text('train'),
  };
}

export function deviceSilent(device: string, seconds: number): Problem {
  return {
    code: 'MTL7057',
    severity: 'error',
    message: text('{device} did not answer within {seconds} {seconds|second|seconds}.', { device, seconds }),
    remedy: text('Write `device: cpu`, or bring the driver of the device up to date.'),
    place: text('train'),
  };
}

const sentence = (reason: string): string =>
  /[.!?…]$/.test(reason.trim()) ? reason.trim() : `${reason.trim()}.`;

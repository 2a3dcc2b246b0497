/** Tries every device of this machine, each in a process of its own. */
import { crashOf } from '../../../contract/crash';
import { parseDeviceReport, type DeviceReport } from '../../../contract/device-report';
import { devices, isDevice, type DeviceName } from '../../../contract/devices';
import type { Problem } from '../../../contract/problem';
import { deviceCrashed, deviceSilent, deviceUnusable } from '../executors/problems';
import { askChild, type Answer } from './ask-child';

/** Seconds that a device may take: a driver compiles its first kernels in them. */
const patience = 30;

/** In the order of the table. `file` is the trainer's bundle. */
export function probeDevices(file: string, seconds = patience): Promise<readonly DeviceReport[]> {
  const names = Object.keys(devices).filter(isDevice);
  return Promise.all(names.map((device) => probeInChild(file, device, seconds)));
}

async function probeInChild(file: string, device: DeviceName, seconds: number): Promise<DeviceReport> {
  const answer = await askChild({ file, args: ['--probe', device], limit: 1000 * seconds });
  const report = answer.kind === 'answered' ? parseDeviceReport(answer.message) : undefined;
  const { engine } = devices[device];
  return report ?? { device, engine, problem: explainSilence(device, answer, seconds) };
}

/** Why a child that tried a device did not say how it went. */
export function explainSilence(device: DeviceName, answer: Answer, seconds: number): Problem {
  if (answer.kind === 'late') return deviceSilent(device, seconds);
  if (answer.kind === 'answered') return deviceUnusable(device, JSON.stringify(answer.message));
  const crash = crashOf(answer.exitCode, answer.signal);
  if (crash !== undefined) return deviceCrashed(device, crash);
  return deviceUnusable(device, answer.said.trim().split('\n').at(-1) ?? '');
}

/** What a machine has of a device, as `mtl devices` tells: it ran a small program there, or it says why it could not. */
import { hasFields, isObject, isText, type Check } from './checks';
import { isDevice, type DeviceName } from './devices';
import { isProblem } from './parse-problem';
import type { Problem } from './problem';

export type DeviceReport = PresentDevice | AbsentDevice;

export interface PresentDevice {
  readonly device: DeviceName;
  readonly engine: string;
  readonly version: string;
}

export interface AbsentDevice {
  readonly device: DeviceName;
  readonly engine: string;
  readonly problem: Problem;
}

export const isPresent = (report: DeviceReport): report is PresentDevice => 'version' in report;

/** The report, or undefined when `value` is none. */
export function parseDeviceReport(value: unknown): DeviceReport | undefined {
  return isObject(value) && (isOfPresent(value) || isOfAbsent(value))
    ? (value as unknown as DeviceReport)
    : undefined;
}

const isName: Check = (value) => isText(value) && isDevice(value as string);
const isOfPresent = hasFields<PresentDevice>({ device: isName, engine: isText, version: isText });
const isOfAbsent = hasFields<AbsentDevice>({ device: isName, engine: isText, problem: isProblem });

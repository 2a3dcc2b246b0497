/** What a run goes on with when its device fails, where somebody asked for that; told by the environment. */
import type { DeviceName } from '../../../contract/devices';
import { crashedDeviceVariable, crashVariable, fallbackVariable } from '../../../contract/trainer-variables';

export interface Fallback {
  readonly device: DeviceName;
  /** How the process before this one crashed, as the system calls it, and on which device, where that is known. */
  readonly crash: { readonly how: string; readonly device: string | undefined } | undefined;
}

export function findFallback(environment = process.env): Fallback | undefined {
  const device = environment[fallbackVariable];
  if (device !== 'cpu') return undefined;
  const how = environment[crashVariable];
  const crash = how === undefined ? undefined : { how, device: environment[crashedDeviceVariable] };
  return { device, crash };
}

/** What a run goes on with when its device fails, where somebody asked for that; told by the environment. */
import type { DeviceName } from '../../../contract/devices';
import { crashVariable, fallbackVariable } from '../../../contract/trainer-variables';

export interface Fallback {
  readonly device: DeviceName;
  /** How the process before this one crashed on its device, as the system calls it. */
  readonly crash: string | undefined;
}

export function findFallback(environment = process.env): Fallback | undefined {
  const device = environment[fallbackVariable];
  return device === 'cpu' ? { device, crash: environment[crashVariable] } : undefined;
}

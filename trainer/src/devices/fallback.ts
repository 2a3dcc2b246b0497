/** What a run goes on with when its device fails, where somebody asked for that, and which devices have crashed it: told by the environment. */
import { isListOfCrashes, type Crash } from '../../../contract/crash';
import type { DeviceName } from '../../../contract/devices';
import { crashesVariable, fallbackVariable } from '../../../contract/trainer-variables';

export const findFallback = (environment = process.env): DeviceName | undefined =>
  environment[fallbackVariable] === 'cpu' ? 'cpu' : undefined;

/** Of the processes before this one, the last one last. */
export function findCrashes(environment = process.env): readonly Crash[] {
  const crashes: unknown = JSON.parse(environment[crashesVariable] ?? '[]');
  return isListOfCrashes(crashes) ? (crashes as readonly Crash[]) : [];
}

/** Whether TensorFlow can run programs on this machine, and why where it cannot. */
import type { Text } from '../../../../contract/text';
import { findTensorFlow } from './find-tensorflow';
import { loadTensorFlow } from './load-tensorflow';
import { tensorflowMissing, tensorflowUnloadable } from './problems';

export type Probe =
  | { readonly available: true; readonly version: string }
  | { readonly available: false; readonly reason: Text };

/** Loads the engine, which takes a second or two and stays in this process. */
export async function probe(): Promise<Probe> {
  const finding = findTensorFlow();
  if ('missing' in finding) return { available: false, reason: tensorflowMissing(finding).message };
  try {
    loadTensorFlow(finding.found, 0);
    return { available: true, version: `${finding.found.name} ${finding.found.version}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { available: false, reason: tensorflowUnloadable(reason).message };
  }
}

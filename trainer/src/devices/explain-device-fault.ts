/** Turns what was thrown while a device was tried into the problem that a person is told. */
import type { Problem } from '../../../contract/problem';
import { ExecutorError } from '../executors/executor';
import { deviceUnusable } from '../executors/problems';

export function explainDeviceFault(device: string, error: unknown): Problem {
  const known = error instanceof ExecutorError ? error.problem : undefined;
  return known ?? deviceUnusable(device, error instanceof Error ? error.message : String(error));
}

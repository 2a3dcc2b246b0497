/** Turns whatever was thrown into a problem that tells a person what to do. */
import { join } from 'node:path';
import type { Problem } from '../../contract/problem';
import { runFiles } from '../../contract/run-log';
import { ExecutorError } from './executors/executor';
import { engineFailed, internalFault, notWritten } from './problems';

/** The stack of what no one has foreseen goes to stderr, which is the run's trainer.log. */
export function explainFault(error: unknown, folder: string): Problem {
  if (isSystemError(error)) return notWritten(error.path ?? folder, error.code);
  const fault = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${fault.stack ?? fault.message}\n`);
  if (fault instanceof ExecutorError) return fault.problem ?? engineFailed(fault.message);
  return internalFault(fault.message, join(folder, runFiles.output));
}

type SystemError = Error & { readonly code: string; readonly path?: string };

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** Tells a process that its own code or a driver has ended from one that was asked to end. */
import { hasFields, isText, listOf } from './checks';

/** How a process crashed, as the system calls it, and on which device it was to train. */
export interface Crash {
  readonly device: string;
  readonly how: string;
}

export const isListOfCrashes = listOf(hasFields<Crash>({ device: isText, how: isText }));

/** What signals of a crash are called; all others come from outside. */
const crashSignals = ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'];

/** What Node answers where the process has aborted, which Windows tells by no signal. */
const abortCode = 134;
/** From here on, exit codes on Windows are errors of the system: 0xC0000005 is a wrong access to memory. */
const firstSystemError = 0x80000000;

/** How a process crashed, as systems call it (`SIGSEGV`, `0xC0000005`); undefined where it ended in another way. */
export function crashOf(exitCode: number | null, signal: string | null): string | undefined {
  if (signal !== null) return crashSignals.includes(signal) ? signal : undefined;
  if (exitCode === abortCode) return 'SIGABRT';
  const code = (exitCode ?? 0) >>> 0;
  return code >= firstSystemError ? `0x${code.toString(16).toUpperCase()}` : undefined;
}

/** A crash is told from an end that was asked for, on systems with signals and on Windows. */
import { expect, test } from 'vitest';
import { crashOf } from '../../contract/crash';

test.each([
  [null, 'SIGABRT', 'SIGABRT'],
  [null, 'SIGSEGV', 'SIGSEGV'],
  [null, 'SIGKILL', undefined],
  [null, 'SIGTERM', undefined],
  [0, null, undefined],
  [1, null, undefined],
  [134, null, 'SIGABRT'],
  [0xc0000005, null, '0xC0000005'],
  // Some readers of exit codes make signed numbers of them.
  [-1073740791, null, '0xC0000409'],
  [null, null, undefined],
])('exit code %s, signal %s: %s', (exitCode, signal, crash) => {
  expect(crashOf(exitCode, signal)).toBe(crash);
});

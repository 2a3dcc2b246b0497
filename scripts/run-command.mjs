/** Runs a program to its end. */
import { spawn } from 'node:child_process';

/** Fails with what the program printed when it ends with anything but 0. `quiet: false` shows its output as it comes. */
export function runCommand(program, args, { quiet = true, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(program, args, { stdio, ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? code}.\n${output}`));
    });
  });
}

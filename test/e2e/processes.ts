/** Processes of the tests' own trainers, found by the folders that they were started with. */
import { readdirSync, readFileSync } from 'node:fs';

/** Numbers of the processes with an argument that is the folder or lies in it. */
export function processesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => argumentsOf(pid).some((argument) => `${argument}/`.startsWith(`${folder}/`)))
    .map(Number);
}

function argumentsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

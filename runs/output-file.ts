/** The file that takes what a trainer prints, kept small however much it prints. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface OutputFile {
  /** Of the open file; a child process may inherit it and go on writing after this process has left. */
  readonly descriptor: number;
  close(): void;
}

/** Above `most` bytes only the last `keep` are kept. */
const most = 1024 * 1024;
const keep = 64 * 1024;

export function openOutput(file: string): OutputFile {
  // Appending makes the child's next write land at the end also after the file was cut.
  const descriptor = openSync(file, 'a+');
  const timer = setInterval(() => cutOutput(descriptor), 2000).unref();
  return {
    descriptor,
    close() {
      clearInterval(timer);
      cutOutput(descriptor);
      closeSync(descriptor);
    },
  };
}

/** The error that was printed last, or else the last lines, as one line; empty when nothing was printed. */
export async function lastOutput(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch(() => '');
  const lines = content
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-60);
  // Node prints where an error arose around its message; the message is what a person looks for.
  const error = lines.findLast((line) => /^(Uncaught )?\w*Error\b.*:|^FATAL ERROR/.test(line));
  return (error ?? lines.slice(-5).join(' | ')).slice(-600);
}

function cutOutput(descriptor: number): void {
  const { size } = fstatSync(descriptor);
  if (size <= most) return;
  const tail = Buffer.alloc(keep);
  const read = readSync(descriptor, tail, 0, keep, size - keep);
  ftruncateSync(descriptor, 0);
  writeSync(descriptor, '… what was printed before is cut off …\n');
  writeSync(descriptor, tail, 0, read);
}

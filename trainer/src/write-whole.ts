/** Writes a file of the run folder so that a reader finds the whole file, the one before it, or none. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Throws the system's error, with the file's path, when the folder is gone or the disk is full; nothing half remains. */
export function writeWhole(file: string, content: Uint8Array | string): void {
  const unfinished = `${file}.part`;
  try {
    const descriptor = openSync(unfinished, 'w');
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
}

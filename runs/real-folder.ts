/** Folders that links give several names: which of them are the same one. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** The name without links; the absolute one of a folder that is not there. */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return resolve(folder);
  }
}

export const isSameFolder = (a: string, b: string): boolean => a === b || realFolder(a) === realFolder(b);

/** Each folder once, by the first of its names. */
export function distinctFolders(folders: Iterable<string>): readonly string[] {
  const names = new Map<string, string>();
  for (const folder of folders) {
    const real = realFolder(folder);
    if (!names.has(real)) names.set(real, folder);
  }
  return [...names.values()];
}

/** Tells a folder of files from the same folder after any of its files was added, changed or removed, however many there are. */
import { createHash } from 'node:crypto';
import type { FolderFiles } from '../resolve-files';
import type { SourceFile } from '../source-file';

/** All files of the source, as if they were one: their sizes together, the time of the last change, and a digest of their list. */
export function sumUpFolder({
  folders,
  files,
  isLabelled,
}: FolderFiles): SourceFile & { readonly digest: string } {
  const hash = createHash('sha256').update(JSON.stringify([folders, isLabelled]));
  let size = 0;
  let changed = 0;
  for (const file of files) {
    hash.update(JSON.stringify([file.name, file.size, file.changed]));
    size += file.size;
    changed = Math.max(changed, file.changed);
  }
  return { path: folders.join('\n'), size, changed, digest: hash.digest('hex') };
}

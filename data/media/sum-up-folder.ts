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
  // No name holds a zero byte.
  const list = files.map((file) => `${file.name}\0${file.size}\0${file.changed}`).join('\0');
  let size = 0;
  let changed = 0;
  for (const file of files) {
    size += file.size;
    changed = Math.max(changed, file.changed);
  }
  const digest = createHash('sha256')
    .update(`${String(isLabelled)}\0${list}`)
    .digest('hex');
  return { path: folders.join('\n'), size, changed, digest };
}

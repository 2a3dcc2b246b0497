/** Finds out whether files are still those that were opened. */
import { stat } from 'node:fs/promises';
import type { Problem } from '../contract/problem';
import { missingFile } from './problems';
import { fileChanged } from './room-problems';
import type { SourceFile } from './resolve-files';

/** Names the first file that was written to, replaced or removed since. */
export async function findChange(sources: readonly SourceFile[]): Promise<Problem | undefined> {
  for (const { path, size, changed } of sources) {
    const now = await stat(path).catch(() => undefined);
    if (!now) return missingFile(path);
    if (now.size !== size || now.mtimeMs !== changed) return fileChanged(path);
  }
  return undefined;
}

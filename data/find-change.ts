/** Finds out whether files are still those that were opened. */
import { stat } from 'node:fs/promises';
import type { Problem } from '../contract/problem';
import { inTurns } from './in-turns';
import { missingFile } from './problems';
import { fileChanged } from './room-problems';
import type { SourceFile } from './source-file';

/** Names the first file that was written to, replaced or removed since. */
export async function findChange(sources: readonly SourceFile[]): Promise<Problem | undefined> {
  const found: (Problem | undefined)[] = [];
  await inTurns(sources, async ({ path, size, changed }, index) => {
    const now = await stat(path).catch(() => undefined);
    if (!now) found[index] = missingFile(path);
    else if (now.size !== size || now.mtimeMs !== changed) found[index] = fileChanged(path);
  });
  return found.find((problem) => problem);
}

/** How a path that somebody names without a word more is read: a folder as the pictures in it, anything else as a table. */
import { stat } from 'node:fs/promises';
import type { SourceForm } from '../../contract/plan';

export async function formOfPath(path: string): Promise<SourceForm | undefined> {
  const entry = await stat(path).catch(() => undefined);
  return entry?.isDirectory() ? { kind: 'images', label: 'folder' } : undefined;
}

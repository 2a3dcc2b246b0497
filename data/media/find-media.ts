/** Finds the pictures or recordings of a folder and of all folders in it, in the order of their paths. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Outcome } from '../../contract/problem';
import { missingFile, notPermitted } from '../problems';
import type { SourceFile } from '../source-file';
import { inTurns } from '../in-turns';
import { isOfKind, type FolderKind } from './media-kinds';

export interface MediaFile extends SourceFile {
  /** Its path below the folder, with `/` between the steps. */
  readonly name: string;
}

/**
 * `folder` is there. Files whose names begin with a dot, and those of other kinds, are passed over; so are links to folders, and links that lead
 * out of the folder.
 */
export async function findMedia(folder: string, kind: FolderKind): Promise<Outcome<MediaFile[]>> {
  const names: string[] = [];
  const closed: string[] = [];
  const root = await realpath(folder);
  const isInside = async (path: string): Promise<boolean> => {
    const target = await realpath(path).catch(() => undefined);
    return target !== undefined && target.startsWith(root.endsWith(sep) ? root : root + sep);
  };
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => undefined);
    if (!entries) closed.push(join(folder, below));
    for (const entry of entries ?? []) {
      if (entry.name.startsWith('.')) continue;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(name);
      else if (isOfKind(kind, entry.name) && (await isThere(entry, () => isInside(join(folder, name)))))
        names.push(name);
    }
  };
  await walk('');
  if (closed.length > 0) return { problems: [notPermitted(closed[0]!)] };

  const files: MediaFile[] = [];
  let gone: string | undefined;
  await inTurns(names.toSorted(), async (name, index) => {
    const path = join(folder, name);
    const entry = await stat(path).catch(() => undefined);
    if (entry?.isFile()) files[index] = { name, path, size: entry.size, changed: entry.mtimeMs };
    else gone ??= path;
  });
  return gone === undefined ? { value: files, problems: [] } : { problems: [missingFile(gone)] };
}

const isThere = async (entry: Dirent, isInside: () => Promise<boolean>): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && (await isInside()));

/** What the numbers of a run follow from: if any of it is another one, the run cannot go on as it would have. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { DeviceName } from '../../../contract/devices';
import type { Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import { VERSION } from '../../../contract/version';
import { sumUpFolder } from '../../../data/media/sum-up-folder';
import { requestOf } from '../../../data/request-of';
import { resolveFiles } from '../../../data/resolve-files';
import type { SourceFile } from '../../../data/source-file';
import type { RowSet } from '../rows/row-set';

export interface Origin {
  readonly version: string;
  /** A digest of the plan. */
  readonly plan: string;
  readonly files: readonly DataFile[];
}

/**
 * `digest` is that of its content, or null for a large file, which is known by the time of its last change. A folder of files is one, and its digest that of
 * their names, sizes and times of change. A file that is followed is known by what it held when the run began: by the digest of its first `size` bytes, or of
 * as many as are digested.
 */
export interface DataFile extends SourceFile {
  readonly digest: string | null;
}

/** What an engine adds: sums over other numbers of threads differ in the last digit. */
export interface Machine {
  readonly device: DeviceName;
  readonly engine: string;
  readonly threads: number;
  /** The rows of every data set, as its query gives them. */
  readonly sets: readonly RowSet[];
}

/** Bytes of the largest file that is read for its digest, which takes a tenth of a second or less. */
export const largestDigested = 64 * 1024 * 1024;

/** Reports a data file that is missing. `then` is what the run began with, by which it is seen whether files have only grown. */
export async function findOrigin(plan: Plan, then?: Origin): Promise<Outcome<Origin>> {
  const files: DataFile[] = [];
  for (const set of plan.data) {
    const resolved = await resolveFiles(requestOf(plan, set));
    if (!resolved.value) return { problems: resolved.problems };
    if ('folders' in resolved.value) {
      files.push(sumUpFolder(resolved.value));
      continue;
    }
    for (const file of resolved.value.files) {
      const before = then?.files[files.length];
      files.push(set.follow ? await beginningOf(file, before) : { ...file, digest: await digestOf(file) });
    }
  }
  const digest = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  return { value: { version: VERSION, plan: digest, files }, problems: [] };
}

/** As a file that grows was at first; one that is shorter than it was is another one. */
async function beginningOf(file: SourceFile, then?: DataFile): Promise<DataFile> {
  const size = Math.min(file.size, then?.size ?? file.size);
  const beginning = { path: file.path, size, changed: then?.changed ?? file.changed };
  return { ...beginning, digest: await digestFirst(file.path, Math.min(size, largestDigested)) };
}

/** A file that cannot be read is reported by whoever reads its rows. */
async function digestOf({ path, size }: SourceFile): Promise<string | null> {
  return size > largestDigested ? null : digestFirst(path, size);
}

async function digestFirst(path: string, size: number): Promise<string | null> {
  const hash = createHash('sha256');
  const bytes = createReadStream(path, { end: Math.max(0, size - 1) });
  return pipeline(bytes, hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}

/** Copying a file changes its time and nothing of its content. */
export const isSameFile = (a: DataFile, b: DataFile | undefined): boolean =>
  a.path === b?.path &&
  a.size === b.size &&
  (a.digest === null || b.digest === null ? a.changed === b.changed : a.digest === b.digest);

/** Finds the files that a data source names: paths and patterns relative to a folder, all of one kind. */
import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Outcome } from '../contract/problem';
import type { SourceRequest } from '../contract/schema';
import { findMatches, isPattern } from './find-matches';
import { nearestName } from '../contract/nearest-name';
import {
  emptyFile,
  mixedKinds,
  missingFile,
  nothingMatches,
  notAFile,
  notPermitted,
  unknownKind,
} from './problems';

export type FileKind = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet';

/** `size` in bytes, `changed` in milliseconds since 1970. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  readonly changed: number;
}

export interface SourceFiles {
  readonly kind: FileKind;
  /** In the order of the source; the matches of one pattern in the order of their names. */
  readonly files: readonly SourceFile[];
  /** Whether lines that are no rows are left out, such as one that is being written. */
  readonly leavesOut?: boolean;
}

const kindOfExtension: Readonly<Record<string, FileKind>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** Reports a file that is missing, empty, no file at all, or of a kind that is not read. */
export async function resolveFiles(request: SourceRequest): Promise<Outcome<SourceFiles>> {
  const files: SourceFile[] = [];
  for (const source of request.source) {
    const found = await resolveOne(request.directory, source);
    if (!found.value) return { problems: found.problems };
    files.push(...found.value);
  }
  const kinds = new Set<FileKind>();
  for (const file of files) {
    const kind = kindOfExtension[extname(file.path).toLowerCase()];
    if (!kind) return { problems: [unknownKind(file.path, Object.keys(kindOfExtension))] };
    if (file.size === 0) return { problems: [emptyFile(file.path)] };
    if (!(await mayRead(file.path))) return { problems: [notPermitted(file.path)] };
    kinds.add(kind);
  }
  const [kind, other] = kinds;
  if (!kind) return { problems: [nothingMatches(request.directory, request.source)] };
  if (other) return { problems: [mixedKinds([...kinds])] };
  return { value: { kind, files, ...(request.follow ? { leavesOut: true } : {}) }, problems: [] };
}

async function resolveOne(directory: string, source: string): Promise<Outcome<SourceFile[]>> {
  const path = resolve(directory, source);
  const entry = await stat(path).catch(() => undefined);
  if (entry?.isFile()) {
    return { value: [{ path, size: entry.size, changed: entry.mtimeMs }], problems: [] };
  }
  if (entry) return { problems: [notAFile(path)] };
  if (!isPattern(source)) return { problems: [missingFile(path, await nearestFile(path))] };

  const matches: SourceFile[] = [];
  for (const match of await findMatches(directory, source)) {
    const file = await stat(match).catch(() => undefined);
    if (file?.isFile()) matches.push({ path: match, size: file.size, changed: file.mtimeMs });
  }
  if (matches.length === 0) return { problems: [nothingMatches(directory, [source])] };
  return { value: matches, problems: [] };
}

const mayRead = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

/** The file in the same folder whose name is most like the wanted one. */
async function nearestFile(path: string): Promise<string | undefined> {
  const names = await readdir(dirname(path)).catch(() => []);
  return nearestName(basename(path), names);
}

/** Finds the files that a data source names: paths and patterns relative to a folder, all of one kind, or what lies in folders. */
import type { Stats } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Outcome, Problem } from '../contract/problem';
import type { SourceRequest } from '../contract/schema';
import { findMatches, isPattern } from './find-matches';
import { nearestName } from '../contract/nearest-name';
import { findMedia, type MediaFile } from './media/find-media';
import { folderWithout, missingFolder, notAFolder } from './media/folder-problems';
import { isOfKind, type FolderKind } from './media/media-kinds';
import type { SourceFile } from './source-file';
import {
  emptyFile,
  mixedKinds,
  missingFile,
  nothingMatches,
  notAFile,
  notPermitted,
  unknownKind,
} from './problems';

export type TableKind = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet';

export type SourceFiles = TableFiles | FolderFiles | IdxFiles;

export interface TableFiles {
  readonly kind: TableKind;
  /** In the order of the source; the matches of one pattern in the order of their names. */
  readonly files: readonly SourceFile[];
  /** Whether lines that are no rows are left out, such as one that is being written. */
  readonly leavesOut?: boolean;
}

/** Each file is a row. */
export interface FolderFiles {
  readonly kind: FolderKind;
  /** Absolute. */
  readonly folders: readonly string[];
  /** Of one folder after the other; at least one. */
  readonly files: readonly MediaFile[];
  /** Whether the folder of a file, right below the one that was named, is its label. */
  readonly isLabelled: boolean;
}

/** Pictures, and their labels where there are two files. */
export interface IdxFiles {
  readonly kind: 'idx';
  readonly files: readonly SourceFile[];
}

const kindOfExtension: Readonly<Record<string, TableKind>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** Reports a file or folder that is missing, empty, not what it is named as, or of a kind that is not read. */
export async function resolveFiles(request: SourceRequest): Promise<Outcome<SourceFiles>> {
  const { form } = request;
  if (!form) return resolveTables(request);
  if (form.kind !== 'idx') return resolveFolders(request, form.kind, form.label === 'folder');
  const { value: files, problems } = await resolveReadable(request);
  return files ? { value: { kind: 'idx', files }, problems: [] } : { problems };
}

/** Those of a source without a form. */
export async function resolveTables(request: SourceRequest): Promise<Outcome<TableFiles>> {
  const { value: files, problems } = await resolveReadable(request, ({ path }) =>
    kindOf(path) ? undefined : unknownKind(path, Object.keys(kindOfExtension)),
  );
  if (!files) return { problems };
  const kinds = new Set(files.map(({ path }) => kindOf(path)!));
  const [kind, other] = kinds;
  if (!kind) return { problems: [nothingMatches(request.directory, request.source)] };
  if (other) return { problems: [mixedKinds([...kinds])] };
  return { value: { kind, files, ...(request.follow ? { leavesOut: true } : {}) }, problems: [] };
}

const kindOf = (path: string): TableKind | undefined => kindOfExtension[extname(path).toLowerCase()];

/** All files of the source that may be read; `check` says what else is wrong with one. */
async function resolveReadable(
  { directory, source }: SourceRequest,
  check: (file: SourceFile) => Problem | undefined = () => undefined,
): Promise<Outcome<readonly SourceFile[]>> {
  const files: SourceFile[] = [];
  for (const one of source) {
    const found = await resolveOne(directory, one);
    if (!found.value) return { problems: found.problems };
    files.push(...found.value);
  }
  for (const file of files) {
    const problem = check(file);
    if (problem) return { problems: [problem] };
    if (file.size === 0) return { problems: [emptyFile(file.path)] };
    if (!(await mayRead(file.path))) return { problems: [notPermitted(file.path)] };
  }
  return { value: files, problems: [] };
}

/** Reports a folder that holds nothing of the kind. */
async function resolveFolders(
  { directory, source }: SourceRequest,
  kind: FolderKind,
  isLabelled: boolean,
): Promise<Outcome<FolderFiles>> {
  const folders = source.map((name) => resolve(directory, name));
  const files: MediaFile[] = [];
  for (const folder of folders) {
    const entry = await stat(folder).catch(() => undefined);
    if (!entry) return { problems: [missingFolder(folder, await nearestFile(folder))] };
    const isAlone = entry.isFile() && isOfKind(kind, folder);
    if (!entry.isDirectory() && !isAlone) return { problems: [notAFolder(folder)] };
    const { value: found, problems } = isAlone ? alone(folder, entry) : await findMedia(folder, kind);
    if (!found) return { problems };
    if (found.length === 0) return { problems: [folderWithout(folder, kind)] };
    for (const file of found) files.push(file);
  }
  return { value: { kind, folders, files, isLabelled }, problems: [] };
}

/** A single file is as good as a folder that holds nothing else. */
const alone = (path: string, { size, mtimeMs }: Stats): Outcome<MediaFile[]> => ({
  value: [{ name: basename(path), path, size, changed: mtimeMs }],
  problems: [],
});

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

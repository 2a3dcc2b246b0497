/** Reads a `.mtl` file and analyses it with the schemas of its data and the runs that it starts from, waiting for them. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../contract/problem';
import type { PartsAnswer, SchemaAnswer, SchemaProvider } from '../contract/schema';
import type { RunAnswer } from '../contract/trained-run';
import { keyOf } from '../data/answer-cache';
import { localReader } from '../data/local-reader';
import { createSchemaCache } from '../data/schema-cache';
import { analyse, type Analysis } from '../server/src/language/analyse';
import { readTrainedRun } from '../server/src/lsp/runs/read-trained-run';
import { unreadableFile } from './file-faults';

export type AnalysedFile =
  | { readonly analysis: Analysis; readonly text: string }
  /** The file itself could not be read. */
  | { readonly problem: Problem };

export interface AnalysisOptions {
  /** Replace values of the file, as by `--set seed=3`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Looks at rows side by side too, which tells more and takes another pass over the files. */
  readonly parts?: boolean;
}

export async function analyseFile(
  path: string,
  { settings = {}, parts = false }: AnalysisOptions = {},
): Promise<AnalysedFile> {
  const opened = await openFile(path);
  if ('problem' in opened) return opened;
  return { analysis: await opened.analyseWith(settings, parts), text: opened.text };
}

/** A file that is analysed several times, with other values in it; what its data says is read once. */
export interface OpenedFile {
  readonly text: string;
  analyseWith(settings: Readonly<Record<string, string>>, parts?: boolean): Promise<Analysis>;
}

export async function openFile(path: string): Promise<OpenedFile | { readonly problem: Problem }> {
  const file = resolve(path);
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    return { problem: unreadableFile(file, error) };
  }
  const subject = { uri: pathToFileURL(file).href, directory: dirname(file), text: source };
  const cache = createSchemaCache(localReader);
  const schemas = new Map<string, SchemaAnswer>();
  const sides = new Map<string, PartsAnswer>();
  const runs = new Map<string, RunAnswer>();
  const provider: SchemaProvider = {
    schema: (request) => schemas.get(keyOf(request)) ?? { state: 'pending' },
    parts: (request) => sides.get(keyOf(request)) ?? { state: 'pending' },
    run: (request) => runs.get(keyOf(request)) ?? { state: 'pending' },
  };
  return {
    text: source,
    async analyseWith(settings, parts = false) {
      for (;;) {
        const analysis = analyse({ ...subject, settings }, provider);
        const unread = analysis.requests.filter((request) => !schemas.has(keyOf(request)));
        const unseen = parts ? analysis.partsRequests.filter((request) => !sides.has(keyOf(request))) : [];
        const unknown = analysis.runRequests.filter((request) => !runs.has(keyOf(request)));
        if (unread.length + unseen.length + unknown.length === 0) return analysis;
        await Promise.all([
          ...unread.map(async (request) => schemas.set(keyOf(request), await cache.load(request))),
          ...unknown.map(async (request) => runs.set(keyOf(request), await readTrainedRun(request))),
          ...unseen.map(async (request) => sides.set(keyOf(request), await cache.loadParts(request))),
        ]);
      }
    },
  };
}

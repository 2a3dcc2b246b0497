/** Reads a `.mtl` file and analyses it with the schemas of its data, waiting for them. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../contract/problem';
import type { SchemaAnswer, SchemaProvider, SourceRequest } from '../contract/schema';
import { text, type Text } from '../contract/text';
import { createSchemaCache } from '../data/schema-cache';
import { analyse, type Analysis } from '../server/src/language/analyse';

export type AnalysedFile =
  | { readonly analysis: Analysis; readonly text: string }
  /** The file itself could not be read. */
  | { readonly problem: Problem };

/** `settings` replace values of the file, as by `--set seed=3`. */
export async function analyseFile(
  path: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<AnalysedFile> {
  const file = resolve(path);
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    return { problem: unreadable(file, error) };
  }
  const subject = { uri: pathToFileURL(file).href, directory: dirname(file), text: source, settings };
  const cache = createSchemaCache();
  const answers = new Map<string, SchemaAnswer>();
  const schemas: SchemaProvider = {
    schema: (request) => answers.get(keyOf(request)) ?? { state: 'pending' },
  };
  for (;;) {
    const analysis = analyse(subject, schemas);
    const missing = analysis.requests.filter((request) => !answers.has(keyOf(request)));
    if (missing.length === 0) return { analysis, text: source };
    await Promise.all(missing.map(async (request) => answers.set(keyOf(request), await cache.load(request))));
  }
}

const keyOf = ({ directory, source, query }: SourceRequest): string =>
  JSON.stringify([directory, source, query]);

function unreadable(file: string, error: unknown): Problem {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, Text>> = {
    ENOENT: text('There is no such file.'),
    ENOTDIR: text('There is no such file.'),
    EISDIR: text('This is a folder, not a file.'),
    EACCES: text('You may not read this file.'),
    EPERM: text('You may not read this file.'),
    ELOOP: text('This link leads in a circle.'),
  };
  return {
    code: 'MTL9001',
    severity: 'error',
    place: text('{file}', { file }),
    message: reasons[code] ?? text('The file cannot be read ({code}).', { code }),
    remedy: text('Name a file that ends in .mtl and that you may read.'),
  };
}

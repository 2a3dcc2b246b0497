/** The corpus of wrong experiments: one fault each, what is said about it, and what its first fix makes of the text. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import type { Problem } from '../../../contract/problem';
import type { PartsAnswer, SchemaAnswer, SchemaProvider } from '../../../contract/schema';
import type { RunAnswer } from '../../../contract/trained-run';
import { render } from '../../../contract/text';
import { localReader } from '../../../data/local-reader';
import { createSchemaCache } from '../../../data/schema-cache';
import { readTrainedRun } from '../../../server/src/lsp/runs/read-trained-run';
import { analyse, type Analysis } from '../../../server/src/language/analyse';

export const corpusFolder = resolve(import.meta.dirname, '../../golden/problems');

export interface WrongText {
  /** `mtl1004-comma-missing`: the code and what was done wrong. */
  readonly name: string;
  readonly code: string;
  readonly text: string;
  /** Given in comments at its beginning, as `// --set batch=8`. */
  readonly settings: Readonly<Record<string, string>>;
}

export const wrongTexts: readonly WrongText[] = readdirSync(corpusFolder)
  .filter((file) => file.endsWith('.mtl') && !file.endsWith('.fixed.mtl'))
  .map((file) => {
    const text = readFileSync(resolve(corpusFolder, file), 'utf8');
    const settings = [...text.matchAll(/^\/\/ --set (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
    return {
      name: basename(file, '.mtl'),
      code: file.slice(0, 7).toUpperCase(),
      text,
      settings: Object.fromEntries(settings) as Readonly<Record<string, string>>,
    };
  });

const cache = createSchemaCache(localReader);
const schemaAnswers = new Map<string, SchemaAnswer>();
const partsAnswers = new Map<string, PartsAnswer>();
const runAnswers = new Map<string, RunAnswer>();
const schemas: SchemaProvider = {
  schema: (request) => schemaAnswers.get(JSON.stringify(request)) ?? { state: 'pending' },
  parts: (request) => partsAnswers.get(JSON.stringify(request)) ?? { state: 'pending' },
  run: (request) => runAnswers.get(JSON.stringify(request)) ?? { state: 'pending' },
};

/** The analysis of a text beside the data of the corpus, when everything that it asks for was read. */
export async function analyseWrong(
  text: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Analysis> {
  for (;;) {
    const source = { uri: 'file:///wrong.mtl', directory: corpusFolder, text, settings };
    const analysis = analyse(source, schemas);
    const { requests, partsRequests, runRequests } = analysis;
    const missing = requests.filter((request) => !schemaAnswers.has(JSON.stringify(request)));
    const missingParts = partsRequests.filter((request) => !partsAnswers.has(JSON.stringify(request)));
    const missingRuns = runRequests.filter((request) => !runAnswers.has(JSON.stringify(request)));
    if (missing.length + missingParts.length + missingRuns.length === 0) return analysis;
    for (const request of missingRuns) runAnswers.set(JSON.stringify(request), await readTrainedRun(request));
    for (const request of missing) schemaAnswers.set(JSON.stringify(request), await cache.load(request));
    for (const request of missingParts)
      partsAnswers.set(JSON.stringify(request), await cache.loadParts(request));
  }
}

/** What the editor says, with the marked range, for a reader. */
export function describeFindings(text: string, problem: Problem, left: readonly Problem[]): string {
  const { code, severity, message, remedy, range, place, related = [], fixes = [] } = problem;
  const lines = text.split('\n');
  const excerpt = range
    ? [
        `${String(range.start.line + 1).padStart(4)} | ${lines[range.start.line]}`,
        `     | ${' '.repeat(range.start.character)}${'^'.repeat(markLength(lines, range))}`,
      ]
    : [`     ${render(place!)}`];
  const notes = related.map((note) => `Line ${note.range.start.line + 1}: ${render(note.message)}`);
  const titles = fixes.map(({ title, safe }) => `Fix${safe ? ' (safe)' : ''}: ${render(title)}`);
  const after =
    fixes.length === 0
      ? []
      : [left.length === 0 ? 'After the first: nothing is left.' : `After the first: ${codesOf(left)}.`];
  const written = [
    `${severity} ${code}: ${render(message)}`,
    `${render(remedy)}`,
    '',
    ...excerpt,
    '',
    ...notes,
    ...titles,
    ...after,
    '',
  ].join('\n');
  // The corpus reads the same wherever it lies.
  return written.replaceAll(`${corpusFolder}${sep}`, '').replaceAll(corpusFolder, '.');
}

function markLength(lines: readonly string[], { start, end }: NonNullable<Problem['range']>): number {
  const last = end.line === start.line ? end.character : lines[start.line]!.length;
  return Math.max(1, last - start.character);
}

const codesOf = (problems: readonly Problem[]): string =>
  problems.map(({ code, message }) => `${code} (${render(message)})`).join(', ');

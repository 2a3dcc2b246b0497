/** `mtl show`: the model of a file with its shapes and parameters, its plan, or its picture; or what became of a run. */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeArchitecture } from '../catalog/model/describe-architecture';
import { readPlan } from '../catalog/plan/read-plan';
import { mermaidText } from '../contract/mermaid';
import type { Problem } from '../contract/problem';
import { runFiles } from '../contract/run-log';
import { text } from '../contract/text';
import { planText } from '../runs/plan-text';
import { readTold } from '../runs/read-told';
import { readSweep } from '../runs/sweep/read-sweep';
import { isSweep } from '../runs/sweep/sweep-around';
import { sweepResults } from '../runs/sweep/sweep-results';
import type { Analysis } from '../server/src/language/analyse';
import { analyseFile } from './analyse-file';
import { defineCommand, exitCodes, type CommandIo } from './command';
import { problemText } from './problem-text';
import { runText } from './run-text';
import { shownPath } from './shown-path';
import { speechIn, type Say } from './speech';
import { summaryText } from './summary-text';
import { sweepText } from './sweep-text';

type Format = 'summary' | 'json' | 'mermaid';

export const show = defineCommand({
  name: 'show',
  summary: text('Show the model of a file (layers, shapes, parameters), or a run'),
  help: {
    forms: [
      'mtl show FILE [--format summary|json|mermaid]',
      'mtl show RUN [--format summary|json|mermaid]',
      'mtl show SWEEP [--format summary|json]',
    ],
    about: text(
      'Shows the model that a file describes, or of the folder of a run how far it came, on which device and why there, and its results; json and mermaid show the plan of the run. Of the folder of a sweep it shows what its combinations came to.',
    ),
    exits: { 0: text('shown'), 1: text('the file has errors, or the folder is no run') },
  },
  options: {
    format: {
      is: 'choice',
      choices: {
        summary: text('inputs, blocks, layers and tasks with shapes and parameters (the default)'),
        json: text('the plan: everything that training is told, defaults filled in'),
        mermaid: text('a flowchart for READMEs and wikis'),
      },
    },
  },
  read: ({ values, words: [file, ...others] }) =>
    file === undefined || others.length > 0
      ? { fault: text('Name one file or run to show.') }
      : { ...values, file },
  async run(read, io) {
    const path = resolve(io.cwd, read.file);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const say = speechIn(io.language);
    const { shown, problems, source } = await (isFolder
      ? showRun(path, read.format, io, say)
      : showFile(path, read.format, say));
    const file = shownPath(path, io.cwd);
    for (const problem of problems)
      io.stderr(
        `${problemText(problem, file, source, { colours: io.colours.stderr, language: io.language })}\n`,
      );
    if (shown === null) return exitCodes.failure;
    io.stdout(shown);
    return exitCodes.success;
  },
});

interface Shown {
  /** Null where problems leave nothing to show. */
  readonly shown: string | null;
  readonly problems: readonly Problem[];
  /** The text that they are in. */
  readonly source: string;
}

async function showSweep(folder: string, format: Format, io: CommandIo): Promise<Shown> {
  const { value: sweep, problems } = await readSweep(folder);
  if (!sweep) return { shown: null, problems, source: '' };
  const results = sweepResults(sweep);
  const shown =
    format === 'json' ? `${JSON.stringify(results, undefined, 2)}\n` : sweepText(results, folder, io);
  return { shown, problems, source: '' };
}

async function showRun(folder: string, format: Format, io: CommandIo, say: Say): Promise<Shown> {
  if (isSweep(folder)) return showSweep(folder, format, io);
  const { value: events, problems } = await readTold(folder);
  if (!events) return { shown: null, problems, source: '' };
  if (format === 'summary') return { shown: runText(folder, events, io), problems, source: '' };
  const file = join(folder, runFiles.plan);
  const read = readPlan(await readFile(file, 'utf8').catch(() => ''), file);
  const plan = read.value ?? null;
  const architecture = plan && describeArchitecture(plan);
  return { shown: formatters[format]({ plan, architecture }, say), problems: read.problems, source: '' };
}

async function showFile(path: string, format: Format, say: Say): Promise<Shown> {
  const analysed = await analyseFile(path);
  if ('problem' in analysed) return { shown: null, problems: [analysed.problem], source: '' };
  const { analysis, text: source } = analysed;
  return { shown: formatters[format](analysis, say), problems: analysis.problems, source };
}

/** Null where errors leave nothing to show. */
const formatters: Readonly<
  Record<Format, (described: Pick<Analysis, 'plan' | 'architecture'>, say: Say) => string | null>
> = {
  summary: ({ plan, architecture }, say) => plan && architecture && summaryText(plan, architecture, say),
  json: ({ plan }) => plan && planText(plan),
  mermaid: ({ architecture }) => architecture && mermaidText(architecture),
};

/** `mtl show`: the model of a file with its shapes and parameters, its plan, or its picture; or what became of a run. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { mermaidText } from '../contract/mermaid';
import type { Problem } from '../contract/problem';
import { planText } from '../runs/plan-text';
import { readLog } from '../runs/read-log';
import type { Analysis } from '../server/src/language/analyse';
import { analyseFile } from './analyse-file';
import { defineCommand, exitCodes, type CommandIo, type Fault } from './command';
import { problemText } from './problem-text';
import { runText } from './run-text';
import { shownPath } from './shown-path';
import { summaryText } from './summary-text';

const usage = `Usage: mtl show FILE [--format summary|json|mermaid]
       mtl show RUN

Shows the model that a file describes, or of the folder of a run how far it came, on which device and why there, and its results.

Options:
  --format summary  inputs, blocks, layers and tasks with shapes and parameters (the default)
  --format json     the plan: everything that training is told, defaults filled in
  --format mermaid  a flowchart for READMEs and wikis

Exit codes: 0 shown, 1 the file has errors or the folder is no run, 2 the command line is wrong.
`;

const formats = ['summary', 'json', 'mermaid'] as const;
type Format = (typeof formats)[number];

export const show = defineCommand({
  name: 'show',
  summary: 'Show the model of a file (layers, shapes, parameters), or a run',
  usage,
  read: readCommandLine,
  async run(read, io) {
    const path = resolve(io.cwd, read.file);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const { shown, problems, source } = isFolder
      ? await showRun(path, io)
      : await showFile(path, read.format);
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

async function showRun(folder: string, io: CommandIo): Promise<Shown> {
  const { value: events, problems } = await readLog(folder);
  return { shown: events ? runText(folder, events, io) : null, problems, source: '' };
}

async function showFile(path: string, format: Format): Promise<Shown> {
  const analysed = await analyseFile(path);
  if ('problem' in analysed) return { shown: null, problems: [analysed.problem], source: '' };
  const { analysis, text } = analysed;
  return { shown: formatters[format](analysis), problems: analysis.problems, source: text };
}

/** Null where errors leave nothing to show. */
const formatters: Readonly<Record<Format, (analysis: Analysis) => string | null>> = {
  summary: ({ plan, architecture }) => plan && architecture && summaryText(plan, architecture),
  json: ({ plan }) => plan && planText(plan),
  mermaid: ({ architecture }) => architecture && mermaidText(architecture),
};

function readCommandLine(args: string[]): { readonly file: string; readonly format: Format } | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { format: { type: 'string', default: 'summary' } },
    allowPositionals: true,
  });
  const format = formats.find((name) => name === values.format);
  const [file] = positionals;
  if (!format) return { fault: `There is no format ${values.format}: choose one of ${formats.join(', ')}.` };
  if (file === undefined || positionals.length > 1) return { fault: 'Name one file or run.' };
  return { file, format };
}

/** `mtl show`: the model of a file with its shapes and parameters, its plan, or its picture. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { mermaidText } from '../contract/mermaid';
import { planText } from '../runs/plan-text';
import type { Analysis } from '../server/src/language/analyse';
import { analyseFile } from './analyse-file';
import { defineCommand, exitCodes, type Fault } from './command';
import { problemText } from './problem-text';
import { shownPath } from './shown-path';
import { summaryText } from './summary-text';

const usage = `Usage: mtl show FILE [--format summary|json|mermaid]

Shows the model that a file describes.

Options:
  --format summary  inputs, blocks, layers and tasks with shapes and parameters (the default)
  --format json     the plan: everything that training is told, defaults filled in
  --format mermaid  a flowchart for READMEs and wikis

Exit codes: 0 shown, 1 the file has errors, 2 the command line is wrong.
`;

const formats = ['summary', 'json', 'mermaid'] as const;
type Format = (typeof formats)[number];

export const show = defineCommand({
  name: 'show',
  summary: 'Show the model of a file: layers, shapes, parameters',
  usage,
  read: readCommandLine,
  async run(read, io) {
    const path = resolve(io.cwd, read.file);
    const file = shownPath(path, io.cwd);
    const analysed = await analyseFile(path);
    const source = 'problem' in analysed ? '' : analysed.text;
    const problems = 'problem' in analysed ? [analysed.problem] : analysed.analysis.problems;
    for (const problem of problems)
      io.stderr(
        `${problemText(problem, file, source, { colours: io.colours.stderr, language: io.language })}\n`,
      );
    const shown = 'problem' in analysed ? null : formatters[read.format](analysed.analysis);
    if (shown === null) return exitCodes.failure;
    io.stdout(shown);
    return exitCodes.success;
  },
});

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
  if (file === undefined || positionals.length > 1) return { fault: 'Name one file.' };
  return { file, format };
}

/** `mtl check`: what is wrong with files, for people, for programs and for GitHub's pages. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import type { Problem } from '../contract/problem';
import { render, type Text } from '../contract/text';
import { analyseFile } from './analyse-file';
import { defineCommand, exitCodes, type CommandIo, type Fault } from './command';
import { fixFile } from './fix-file';
import { problemText } from './problem-text';
import { counted } from './run-numbers';
import { shownPath } from './shown-path';
import { printable } from './terminal-text';

const usage = `Usage: mtl check FILE... [--fix] [--format text|json|github]

Says what is wrong with each file, where, and what to do about it.

Options:
  --fix            first makes the fixes that keep the meaning, and says which
  --format text    for people (the default)
  --format json    one array of problems on standard output
  --format github  annotations of GitHub Actions

Exit codes: 0 no errors, 1 errors, 2 the command line is wrong.
`;

const formats = ['text', 'json', 'github'] as const;
type Format = (typeof formats)[number];

export const check = defineCommand({
  name: 'check',
  summary: 'Say what is wrong with files',
  usage,
  read: readCommandLine,
  async run(read, io) {
    const found: FoundProblem[] = [];
    if (read.fix) for (const path of read.files) await fix(resolve(io.cwd, path), read.format, io);
    for (const path of read.files) found.push(...(await problemsOf(resolve(io.cwd, path), io.cwd)));
    writers[read.format](found, read.files.length, io);
    return found.some(({ problem }) => problem.severity === 'error') ? exitCodes.failure : exitCodes.success;
  },
});

/** One line for each fix; programs that read standard output are told on the other one. */
async function fix(path: string, format: Format, io: CommandIo): Promise<void> {
  const file = shownPath(path, io.cwd);
  const say = format === 'text' ? io.stdout : io.stderr;
  const words = (sentence: Text): string => printable(render(sentence, io.language?.translate));
  for (const { problem, fix: made } of await fixFile(path)) {
    const line = (problem.range?.start.line ?? 0) + 1;
    say(`${file}:${line}: ${problem.code} ${words(problem.message)} → ${words(made.title)}\n`);
  }
}

interface FoundProblem {
  /** Relative to where the command runs. */
  readonly file: string;
  readonly source: string;
  readonly problem: Problem;
}

function readCommandLine(
  args: string[],
): { readonly files: readonly string[]; readonly format: Format; readonly fix: boolean } | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { format: { type: 'string', default: 'text' }, fix: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const format = formats.find((name) => name === values.format);
  if (!format) return { fault: `There is no format ${values.format}: choose one of ${formats.join(', ')}.` };
  if (positionals.length === 0) return { fault: 'Name at least one file.' };
  return { files: positionals, format, fix: values.fix };
}

async function problemsOf(path: string, cwd: string): Promise<readonly FoundProblem[]> {
  const file = shownPath(path, cwd);
  const analysed = await analyseFile(path, { parts: true });
  if ('problem' in analysed) return [{ file, source: '', problem: analysed.problem }];
  return analysed.analysis.problems.map((problem) => ({ file, source: analysed.text, problem }));
}

const writers: Readonly<
  Record<Format, (found: readonly FoundProblem[], files: number, io: CommandIo) => void>
> = {
  text(found, files, io) {
    for (const { problem, file, source } of found)
      io.stdout(
        `${problemText(problem, file, source, { colours: io.colours.stdout, language: io.language })}\n`,
      );
    io.stdout(`${summaryOf(found, files)}\n`);
  },
  json(found, _files, io) {
    const entries = found.map(({ file, problem }) => ({
      file,
      ...problem,
      message: render(problem.message),
      remedy: render(problem.remedy),
      ...(problem.place && { place: render(problem.place) }),
      ...(problem.related && {
        related: problem.related.map(({ range, message }) => ({ range, message: render(message) })),
      }),
      ...(problem.fixes && {
        fixes: problem.fixes.map(({ title, ...fix }) => ({ title: render(title), ...fix })),
      }),
    }));
    io.stdout(`${JSON.stringify(entries, null, 2)}\n`);
  },
  github(found, _files, io) {
    for (const { file, problem } of found) io.stdout(`${annotation(file, problem)}\n`);
  },
};

function summaryOf(found: readonly FoundProblem[], files: number): string {
  const errors = found.filter(({ problem }) => problem.severity === 'error').length;
  const others = found.length - errors;
  const where = `in ${counted(files, 'file')}`;
  if (found.length === 0) return `No problems ${where}.`;
  return `${counted(errors, 'error')}${others > 0 ? ` and ${counted(others, 'warning')}` : ''} ${where}.`;
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotation(file: string, { severity, code, range, message, remedy }: Problem): string {
  const level = severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'notice';
  const at = range
    ? [
        `line=${range.start.line + 1}`,
        `col=${range.start.character + 1}`,
        `endLine=${range.end.line + 1}`,
        `endColumn=${range.end.character + 1}`,
      ]
    : [];
  const properties = [`file=${escapeProperty(file)}`, ...at, `title=${code}`].join(',');
  return `::${level} ${properties}::${escapeData(`${render(message)} ${render(remedy)}`)}`;
}

const escapeData = (data: string): string =>
  data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (data: string): string =>
  escapeData(data).replaceAll(':', '%3A').replaceAll(',', '%2C');

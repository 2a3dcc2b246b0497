/** `mtl check`: what is wrong with files, for people, for programs and for GitHub's pages. */
import { resolve } from 'node:path';
import { formatCount } from '../contract/format-count';
import type { Problem } from '../contract/problem';
import { render, text, type Text } from '../contract/text';
import { analyseFile } from './analyse-file';
import { defineCommand, exitCodes, type CommandIo } from './command';
import { refuse, unwritableFile } from './file-faults';
import { fixFile } from './fix-file';
import type { Fault } from './options';
import { problemText } from './problem-text';
import { shownPath } from './shown-path';
import { speechIn } from './speech';
import { printable } from './terminal-text';

type Format = 'text' | 'json' | 'github';
interface CommandLine {
  readonly files: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
}

export const check = defineCommand({
  name: 'check',
  summary: text('Say what is wrong with files'),
  help: {
    forms: ['mtl check FILE... [--fix] [--format text|json|github]'],
    about: text('Says what is wrong with each file, where, and what to do about it.'),
    exits: { 0: text('no errors'), 1: text('errors') },
  },
  options: {
    fix: { is: 'flag', doc: text('first makes the fixes that keep the meaning, and says which') },
    format: {
      is: 'choice',
      choices: {
        text: text('for people (the default)'),
        json: text('one array of problems on standard output'),
        github: text('annotations of GitHub Actions'),
      },
    },
  },
  read: ({ values, words }): CommandLine | Fault =>
    words.length === 0 ? { fault: text('Name at least one file.') } : { ...values, files: words },
  async run(read, io) {
    const found: FoundProblem[] = [];
    if (read.fix) {
      for (const path of read.files) {
        const fault = await fix(resolve(io.cwd, path), read.format, io);
        if (fault !== undefined) return refuse(fault, io);
      }
    }
    for (const path of read.files) found.push(...(await problemsOf(resolve(io.cwd, path), io.cwd)));
    writers[read.format](found, read.files.length, io);
    return found.some(({ problem }) => problem.severity === 'error') ? exitCodes.failure : exitCodes.success;
  },
});

/** One line for each fix; programs that read standard output are told on the other one. Answers why a file could not be written. */
async function fix(path: string, format: Format, io: CommandIo): Promise<Text | undefined> {
  const file = shownPath(path, io.cwd);
  const tell = format === 'text' ? io.stdout : io.stderr;
  const say = speechIn(io.language);
  const { made, unwritten } = await fixFile(path);
  for (const { problem, fix: repair } of made) {
    const line = (problem.range?.start.line ?? 0) + 1;
    tell(`${printable(file)}:${line}: ${problem.code} ${say(problem.message)} → ${say(repair.title)}\n`);
  }
  return unwritten && unwritableFile(file, unwritten);
}

interface FoundProblem {
  /** Relative to where the command runs. */
  readonly file: string;
  readonly source: string;
  readonly problem: Problem;
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
    io.stdout(`${speechIn(io.language)(summaryOf(found, files))}\n`);
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

function summaryOf(found: readonly FoundProblem[], files: number): Text {
  const errors = found.filter(({ problem }) => problem.severity === 'error').length;
  const others = found.length - errors;
  const where = text('{count} {count|file|files}', { count: formatCount(files) });
  if (found.length === 0) return text('No problems in {files}.', { files: where });
  const told = {
    errors: text('{count} {count|error|errors}', { count: formatCount(errors) }),
    warnings: text('{count} {count|warning|warnings}', { count: formatCount(others) }),
    files: where,
  };
  return others > 0 ? text('{errors} and {warnings} in {files}.', told) : text('{errors} in {files}.', told);
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

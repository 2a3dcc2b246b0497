/** `mtl sweep`: trains every combination that `sweep` asks for, shows how it goes, and puts the results side by side. */
import { basename, dirname, resolve } from 'node:path';
import type { Outcome, Problem } from '../contract/problem';
import { text } from '../contract/text';
import { memoryVariable } from '../data/memory-budget';
import { stillRunning } from '../runs/problems';
import { writeSweepReport } from '../runs/report/write-sweep-report';
import { runsBeside } from '../runs/runs-of-file';
import { createSweep } from '../runs/sweep/create-sweep';
import { readSweep, type Sweep } from '../runs/sweep/read-sweep';
import { sweepResults } from '../runs/sweep/sweep-results';
import { trainSweep } from '../runs/sweep/train-sweep';
import { describeRun } from '../runs/list-runs';
import { planSweep } from '../server/src/language/plan-sweep';
import { openFile } from './analyse-file';
import { mediaFolder, trainerFile } from './bundles';
import { defineCommand, exitCodes, type CommandIo } from './command';
import { problemText } from './problem-text';
import { speechIn } from './speech';
import { readSweepLine, sweepHelp, sweepOptions, type SweepLine } from './sweep-line';
import { endedText, sweepText } from './sweep-text';
import { printable } from './terminal-text';
import { untilDone } from './until-done';

export const sweep = defineCommand({
  name: 'sweep',
  summary: text('Train all combinations of a sweep, and compare them'),
  help: sweepHelp,
  options: sweepOptions,
  read: readSweepLine,
  async run(line, io) {
    if (line.memory !== undefined) process.env[memoryVariable] = line.memory;
    const { folder, problems, source } = line.resume
      ? { folder: resolve(io.cwd, line.file), problems: [], source: '' }
      : await prepare(line, io);
    for (const problem of problems) io.stderr(showProblem(problem, line.file, source, io));
    if (folder === undefined) return exitCodes.failure;
    return trainFolder(folder, line, io);
  },
});

interface Prepared {
  /** Undefined where problems leave nothing to train. */
  readonly folder: string | undefined;
  readonly problems: readonly Problem[];
  /** The text that they are in. */
  readonly source: string;
}

async function prepare({ file, out }: SweepLine, io: CommandIo): Promise<Prepared> {
  const path = resolve(io.cwd, file);
  const opened = await openFile(path);
  if ('problem' in opened) return { folder: undefined, problems: [opened.problem], source: '' };
  const { text: source } = opened;
  const { value: planned, problems } = await planSweep((settings) => opened.analyseWith(settings));
  if (!planned) return { folder: undefined, problems, source };
  const folder = out === undefined ? undefined : resolve(io.cwd, out);
  const place =
    folder === undefined ? { root: runsBeside(path) } : { root: dirname(folder), name: basename(folder) };
  const created = await createSweep({ ...place, planned, file: path });
  return { folder: created.value?.path, problems: [...problems, ...created.problems], source };
}

const showProblem = (problem: Problem, file: string, source: string, io: CommandIo): string =>
  `${problemText(problem, file, source, { colours: io.colours.stderr, language: io.language })}\n`;

async function trainFolder(folder: string, line: SweepLine, io: CommandIo): Promise<number> {
  const { value: found, problems }: Outcome<Sweep> = await readSweep(folder);
  for (const problem of problems) io.stderr(showProblem(problem, folder, '', io));
  if (!found) return exitCodes.failure;
  const atWork = found.runs.find(({ state }) => state === 'running');
  if (atWork) {
    io.stderr(showProblem(stillRunning(atWork.path), folder, '', io));
    return exitCodes.failure;
  }
  const say = speechIn(io.language);
  const tell = (sentence: string): void => {
    if (!line.json) io.stdout(`${sentence}\n`);
  };
  const total = found.runs.length;
  tell(`${printable(found.title)}\n${say(text('{count} {count|run|runs}', { count: total }))}`);
  const handle = trainSweep(found, {
    trainerFile,
    whenParentLeaves: 'stop',
    jobs: line.jobs,
    async onEnd(run, end) {
      const place = String(found.runs.indexOf(run) + 1).padStart(String(total).length);
      tell(`${place}/${total}  ${printable(say(endedText(run, end, await describeRun(run.path))))}`);
      if (end.problem) io.stderr(showProblem(end.problem, run.path, '', io));
    },
  });
  const stopping = text('Stopping after these steps; Ctrl-C again ends the trainers at once.');
  const { asked } = await untilDone(handle, stopping, (sentence) => {
    if (!line.json) io.stderr(`\n${say(sentence)}\n`);
  });
  const { value: done = found } = await readSweep(folder);
  const results = sweepResults(done);
  const report = await writeSweepReport(folder, mediaFolder, results);
  if (line.json) io.stdout(`${JSON.stringify(results)}\n`);
  else io.stdout(`\n${sweepText(results, folder, io, report.value)}`);
  for (const problem of report.problems) io.stderr(showProblem(problem, folder, '', io));
  if (asked) return exitCodes.interrupted;
  return results.states.completed === total ? exitCodes.success : exitCodes.failure;
}

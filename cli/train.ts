/** `mtl train`: checks an experiment, trains it in a process of its own, shows how it goes, and keeps the run. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Architecture } from '../contract/architecture';
import type { Plan } from '../contract/plan';
import type { Problem } from '../contract/problem';
import { fallbackVariable } from '../contract/trainer-variables';
import { runFiles, type RoundEvent, type RunEvent, type StartEvent } from '../contract/run-log';
import { describeArchitecture } from '../catalog/model/describe-architecture';
import { memoryVariable, parseMemory } from '../data/memory-budget';
import { createRun } from '../runs/create-run';
import { findResumable } from '../runs/find-resumable';
import { writeReport } from '../runs/report/write-report';
import { runsBeside } from '../runs/runs-of-file';
import { startTrainer, type TrainerEnd } from '../runs/start-trainer';
import { analyseFile } from './analyse-file';
import { mediaFolder, trainerFile } from './bundles';
import { defineCommand, exitCodes, type CommandIo, type Fault } from './command';
import { problemText } from './problem-text';
import { createProgressView } from './progress';
import { resultsTable, roundsTable } from './results-tables';
import { counted, duration } from './run-numbers';
import { shownPath } from './shown-path';

const usage = `Usage: mtl train FILE [--out DIR] [--device DEVICE] [--fallback cpu] [--memory SIZE] [--json]
                      [--set NAME=VALUE]...
       mtl train --resume RUN [--fallback cpu] [--memory SIZE] [--json]

Trains the experiment in FILE and keeps the run in a folder: text, plan, log, checkpoint, model.onnx and report.html.

Options:
  --out DIR         the run's folder, new or empty; a new one in runs/ beside FILE when left out
  --device DEVICE   what to train on, instead of what FILE says
  --fallback cpu    when the device fails, go on with the processor from the last checkpoint, instead of ending there
  --memory SIZE     what the data may take, such as 2GB, instead of half of what is free; what does not fit is read from disk
  --json            the run log's events on standard output and nothing else; the last has kind "end"
  --set NAME=VALUE  another value for a constant (let) or a property of train, as it would be written in FILE
  --resume RUN      go on with the run in the folder RUN, which was stopped, failed or was killed, from its last checkpoint;
                    with the same plan and data the model is the same, to the last bit, as if it had never been interrupted

Ctrl-C stops cleanly and keeps what was learned, to go on later; a second Ctrl-C ends the trainer at once.

Exit codes: 0 completed, 1 FILE has errors or the run failed, 2 the command line is wrong, 130 stopped.
`;

export const train = defineCommand({
  name: 'train',
  summary: 'Train an experiment and keep the run',
  usage,
  read: readCommandLine,
  async run(line, io) {
    // Read by everything that reads data: the analysis here, and the trainer, which inherits it.
    if (line.memory !== undefined) process.env[memoryVariable] = line.memory;
    if (line.fallback !== undefined) process.env[fallbackVariable] = line.fallback;
    const prepared = line.resume ? await prepareResume(line, io) : await prepare(line, io);
    if ('problems' in prepared) {
      reportProblems(prepared, line, io);
      return exitCodes.failure;
    }
    return trainFolder(prepared, line, io);
  },
});

interface CommandLine {
  /** An experiment, or with `resume` the folder of a run. */
  readonly file: string;
  readonly resume: boolean;
  readonly out: string | undefined;
  readonly memory: string | undefined;
  readonly fallback: string | undefined;
  readonly json: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

function readCommandLine(args: string[]): CommandLine | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      device: { type: 'string' },
      memory: { type: 'string' },
      fallback: { type: 'string' },
      json: { type: 'boolean', default: false },
      set: { type: 'string', multiple: true, default: [] },
      resume: { type: 'string' },
    },
    allowPositionals: true,
  });
  const { out, memory, fallback, json } = values;
  const [file, ...others] = values.resume === undefined ? positionals : [values.resume, ...positionals];
  if (file === undefined || others.length > 0)
    return { fault: 'Name one file to train, or one run to resume.' };
  const resume = values.resume !== undefined;
  if (resume && (out !== undefined || values.device !== undefined || values.set.length > 0)) {
    return { fault: 'A run is resumed as it began: “--resume” takes no --out, --device or --set.' };
  }
  if (memory !== undefined && parseMemory(memory) === undefined) {
    return { fault: `“--memory ${memory}” is no amount of memory such as 2GB or 600MB.` };
  }
  if (fallback !== undefined && fallback !== 'cpu') {
    return { fault: `“--fallback ${fallback}” is not “--fallback cpu”: only the processor is everywhere.` };
  }
  const settings = new Map(values.device === undefined ? [] : [['device', values.device]]);
  for (const setting of values.set) {
    const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(setting) ?? [];
    if (name === undefined || value === undefined) return { fault: `“--set ${setting}” is not NAME=VALUE.` };
    settings.set(name, value.trim());
  }
  return { file, resume, out, memory, fallback, json, settings: Object.fromEntries(settings) };
}

interface Prepared {
  readonly folder: string;
  readonly architecture: Architecture | null;
  /** Of a run that goes on: what its log holds so far. */
  readonly before?: readonly RunEvent[];
}
interface Faulty {
  readonly problems: readonly Problem[];
  /** The text that they are in. */
  readonly source: string;
}

/** Analyses the file and makes the run's folder. Warnings are told; errors end it. */
async function prepare(line: CommandLine, io: CommandIo): Promise<Prepared | Faulty> {
  const path = resolve(io.cwd, line.file);
  const analysed = await analyseFile(path, { settings: line.settings });
  if ('problem' in analysed) return { problems: [analysed.problem], source: '' };
  const { analysis, text } = analysed;
  if (!analysis.plan) return { problems: analysis.problems, source: text };
  for (const problem of analysis.problems) io.stderr(showProblem(problem, text, line, io));
  const plan = analysis.plan satisfies Plan;
  const created = await createRun({ ...placeOf(path, line, io), text, plan, file: path });
  if (!created.value) return { problems: created.problems, source: text };
  return { folder: created.value.path, architecture: analysis.architecture };
}

/** Finds the run, and what it trains. */
async function prepareResume(line: CommandLine, io: CommandIo): Promise<Prepared | Faulty> {
  const folder = resolve(io.cwd, line.file);
  const { value: before, problems } = await findResumable(folder);
  if (!before) return { problems, source: '' };
  return { folder, architecture: await readArchitecture(folder), before };
}

/** Null where the plan cannot be read, which the trainer reports. */
async function readArchitecture(folder: string): Promise<Architecture | null> {
  try {
    const plan = JSON.parse(await readFile(join(folder, runFiles.plan), 'utf8')) as Plan;
    return describeArchitecture(plan);
  } catch {
    return null;
  }
}

function placeOf(path: string, { out }: CommandLine, io: CommandIo): { root: string; name?: string } {
  if (out === undefined) return { root: runsBeside(path) };
  const folder = resolve(io.cwd, out);
  return { root: dirname(folder), name: basename(folder) };
}

function reportProblems({ problems, source }: Faulty, line: CommandLine, io: CommandIo): void {
  for (const problem of problems) io.stderr(showProblem(problem, source, line, io));
  if (!line.json) return;
  const problem = problems.find(({ severity }) => severity === 'error');
  const nothing = { results: {}, epochs: 0, steps: 0, seconds: 0, sequence: 0 };
  const end = { kind: 'end', status: 'failed', ...nothing, time: Date.now(), ...(problem && { problem }) };
  io.stdout(`${JSON.stringify(end)}\n`);
}

const showProblem = (problem: Problem, source: string, { file }: CommandLine, io: CommandIo): string =>
  `${problemText(problem, file, source, { colours: io.colours.stderr, language: io.language })}\n`;

async function trainFolder(
  { folder, architecture, before }: Prepared,
  line: CommandLine,
  io: CommandIo,
): Promise<number> {
  // What the closing words need; a run of days has more events than fit in memory.
  let told: readonly RunEvent[] = (before ?? []).filter(isTold);
  const view = line.json ? undefined : createProgressView(io);
  const handle = startTrainer({
    trainerFile,
    folder,
    whenParentLeaves: 'stop',
    resume: before !== undefined,
    onEvent(event) {
      // Those that were taken back come again.
      told = [...told.filter(({ sequence }) => sequence < event.sequence), ...(isTold(event) ? [event] : [])];
      const begun = event.kind === 'resume' && told.find(({ kind }) => kind === 'start');
      if (begun) view?.show(begun);
      if (view) view.show(event);
      else io.stdout(`${JSON.stringify(event)}\n`);
    },
  });
  let asked = false;
  const interrupt = () => {
    if (asked) return handle.kill();
    asked = true;
    handle.stop();
    if (view) io.stderr('\nStopping after these steps; Ctrl-C again ends the trainer at once.\n');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const end = await handle.done;
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  view?.close();
  const report = await writeReport(folder, mediaFolder, architecture ?? undefined);
  if (view) io.stdout(closingText(told, folder, report.value, io));
  // A run that failed says why; that its report could not be written either is no news.
  const problems = end.problem ? [end.problem] : report.problems;
  for (const problem of problems) io.stderr(showProblem(problem, '', { ...line, file: folder }, io));
  return exitCodeOf[end.status];
}

const isTold = ({ kind }: RunEvent): boolean => kind === 'start' || kind === 'round' || kind === 'end';

const exitCodeOf: Readonly<Record<TrainerEnd['status'], number>> = {
  completed: exitCodes.success,
  stopped: exitCodes.interrupted,
  failed: exitCodes.failure,
};

function closingText(
  events: readonly RunEvent[],
  folder: string,
  report: string | undefined,
  io: CommandIo,
): string {
  const start = events.find((event): event is RunEvent & StartEvent => event.kind === 'start');
  const end = events.findLast((event) => event.kind === 'end');
  const rounds = events.filter((event): event is RunEvent & RoundEvent => event.kind === 'round');
  const path = (file: string) => shownPath(file, io.cwd);
  const tables = start && end ? [roundsTable(start, rounds), resultsTable(start, end.results)] : [];
  const said = end ? `${end.status} after ${duration(end.seconds)}, ${counted(end.epochs, 'epoch')}\n` : '';
  const places = `Run:    ${path(folder)}\n${report ? `Report: ${path(report)}\n` : ''}`;
  return ['', ...tables.filter((table) => table !== ''), `${said}${places}`].join('\n');
}

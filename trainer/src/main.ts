/**
 * The trainer's process: `node dist/trainer.cjs RUN_FOLDER` trains the plan in the folder, with `--resume` before it from the last
 * checkpoint on, `node dist/trainer.cjs --predict RUN_FOLDER DATA [FILE]` predicts with its model, and `node dist/trainer.cjs --devices` tells
 * what this machine has. It never sees a text of the language.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPlan } from '../../catalog/plan/read-plan';
import { isDevice, type DeviceName } from '../../contract/devices';
import { describeProblem, type Problem } from '../../contract/problem';
import { runFiles, type EndEvent } from '../../contract/run-log';
import { findCheckpoint } from './checkpoint/find-checkpoint';
import { listenForControl } from './control';
import { explainFault } from './explain-fault';
import type { Job } from './devices/try-device';
import { findParent, type Parent } from './parent';
import { predictionFailed } from './problems';
import { openRunLog, startOfLog, type LogPlace, type RunLog } from './run-log';
import { trainRun } from './train-run';

void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));

async function main([first, ...others]: readonly string[]): Promise<number> {
  const [folder, data, file] = others;
  if (first === '--predict' && folder && data) return predict(resolve(folder), resolve(data), file);
  if (first === '--resume' && folder) return train(resolve(folder), true);
  if (first === '--devices') return listDevices();
  if (first === '--probe' && folder !== undefined && isDevice(folder)) return probe(folder);
  if (first === '--try' && folder !== undefined && isDevice(folder)) return tryOut(folder);
  if (first !== undefined && !first.startsWith('-')) return train(resolve(first), false);
  process.stderr.write(
    'usage: trainer [--resume] RUN_FOLDER | trainer --predict RUN_FOLDER DATA [FILE] | trainer --devices\n',
  );
  return 2;
}

/** The one place where whatever is thrown becomes the end of a run. A run that cannot go on keeps its log as it is. */
async function train(folder: string, goesOn: boolean): Promise<number> {
  const parent = findParent();
  const control = listenForControl();
  let log: RunLog | undefined;
  let status: EndEvent['status'];
  const open = (from?: LogPlace) => openRunLog(join(folder, runFiles.log), parent.tell, from);
  try {
    if (!goesOn) log = open();
    const file = join(folder, runFiles.plan);
    const { value: plan, problems } = readPlan(readFileSync(file, 'utf8'), file);
    const found = plan && goesOn ? await findCheckpoint(folder, plan) : { value: null, problems };
    if (!plan || found.value === undefined) status = endFailed(parent, log, found.problems[0]!);
    else {
      log ??= open(found.value?.log ?? startOfLog);
      status = await trainRun(folder, plan, log, control, found.value ?? undefined);
    }
    log?.close();
  } catch (error) {
    status = endFailed(parent, log, explainFault(error, folder));
  }
  await parent.allTold();
  return status === 'failed' ? 1 : 0;
}

/** A log that takes no more lines, as on a full disk, does not keep the end from whoever listens. */
function endFailed(parent: Parent, log: RunLog | undefined, problem: Problem): 'failed' {
  process.stderr.write(`${describeProblem(problem)}\n`);
  const end = { kind: 'end', status: 'failed', ...(log?.reached() ?? startOfLog.reached), problem } as const;
  if (!log) {
    parent.tell({ ...end, sequence: 0, time: Date.now() });
    return 'failed';
  }
  try {
    log.write(end);
  } catch {
    log.tell(end);
  }
  return 'failed';
}

/** Each problem is a line of JSON on stderr, for whoever started this process to show. */
async function predict(folder: string, data: string, file?: string): Promise<number> {
  // Training does not wait for what only predictions need.
  const { predictRun } = await import('./predict/predict-run');
  const problems = await predictRun(folder, data, file).catch((error: Error) => [
    predictionFailed(error.message, folder),
  ]);
  for (const problem of problems) process.stderr.write(`${JSON.stringify(problem)}\n`);
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Each device is a line of JSON on stdout. */
async function listDevices(): Promise<number> {
  const { probeDevices } = await import('./devices/probe-devices');
  for (const report of await probeDevices(process.argv[1]!)) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
  }
  return 0;
}

/** The report is a message to whoever started this process, because drivers print what they like. */
async function probe(device: DeviceName): Promise<number> {
  const { probeDevice } = await import('./devices/probe-device');
  return answerParent(await probeDevice(device));
}

/** Measures a device for the run of the process that started this one, which says what it trains. */
async function tryOut(device: DeviceName): Promise<number> {
  const { tryDevice } = await import('./devices/try-device');
  const job = await new Promise((resolve) => process.once('message', resolve));
  return answerParent(await tryDevice(device, job as Job));
}

const answerParent = (message: object): Promise<number> =>
  new Promise((done) => process.send?.(message, undefined, undefined, () => done(0)) ?? done(2));

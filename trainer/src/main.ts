/**
 * The trainer's process: `node dist/trainer.cjs RUN_FOLDER` trains the plan in the folder, and
 * `node dist/trainer.cjs --predict RUN_FOLDER DATA [FILE]` predicts with its model. It never sees a text of the language.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeProblem, type Problem } from '../../contract/problem';
import { runFiles, type EndEvent } from '../../contract/run-log';
import { listenForControl } from './control';
import { explainFault } from './explain-fault';
import { findParent } from './parent';
import { parsePlan } from './parse-plan';
import { predictionFailed } from './problems';
import { openRunLog, type RunLog } from './run-log';
import { trainRun } from './train-run';

void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));

async function main([first, ...others]: readonly string[]): Promise<number> {
  const [folder, data, file] = others;
  if (first === '--predict' && folder && data) return predict(resolve(folder), resolve(data), file);
  if (first !== undefined && !first.startsWith('-')) return train(resolve(first));
  process.stderr.write('usage: trainer RUN_FOLDER | trainer --predict RUN_FOLDER DATA [FILE]\n');
  return 2;
}

/** The one place where whatever is thrown becomes the end of a run. */
async function train(folder: string): Promise<number> {
  const parent = findParent();
  const control = listenForControl();
  let log: RunLog | undefined;
  let status: EndEvent['status'];
  try {
    log = openRunLog(join(folder, runFiles.log), (event) => parent.tell(event));
    const file = join(folder, runFiles.plan);
    const { value: plan, problems } = parsePlan(readFileSync(file, 'utf8'), file);
    status = plan ? await trainRun(folder, plan, log, control) : endFailed(log, problems[0]!);
    log.close();
  } catch (error) {
    status = endFailed(log, explainFault(error, folder));
  }
  await parent.allTold();
  return status === 'failed' ? 1 : 0;
}

/** A log that takes no more lines, as on a full disk, does not keep the end from whoever listens. */
function endFailed(log: RunLog | undefined, problem: Problem): 'failed' {
  process.stderr.write(`${describeProblem(problem)}\n`);
  if (!log) return 'failed';
  const end = { kind: 'end', status: 'failed', ...log.reached(), problem } as const;
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

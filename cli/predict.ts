/** `mtl predict`: predicts with a trained run, in a process of its own that holds the engine. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isProblem } from '../contract/parse-problem';
import type { Problem } from '../contract/problem';
import { trainerFile } from './bundles';
import { defineCommand, exitCodes, type CommandIo, type Fault } from './command';
import { problemText } from './problem-text';

const usage = `Usage: mtl predict RUN DATA [--out FILE]

Predicts with the model of the run folder RUN for every row of DATA (csv, tsv, json, jsonl or parquet), which needs the
columns of the experiment's inputs. Writes comma-separated values with a line for each row, in its order: classes with
their confidence, numbers in the unit of the data.

Options:
  --out FILE  write to a file instead of standard output

Exit codes: 0 predicted, 1 the run or the data cannot be used, 2 the command line is wrong.
`;

export const predict = defineCommand({
  name: 'predict',
  summary: 'Predict with a trained run',
  usage,
  read: readCommandLine,
  async run(read, io) {
    const paths = [read.run, read.data, ...(read.out === undefined ? [] : [read.out])];
    return runTrainer(['--predict', ...paths.map((path) => resolve(io.cwd, path))], io);
  },
});

interface CommandLine {
  readonly run: string;
  readonly data: string;
  readonly out?: string | undefined;
}

function readCommandLine(args: string[]): CommandLine | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  const [run, data, ...others] = positionals;
  if (run === undefined || data === undefined) return { fault: 'Name a run folder and a data file.' };
  if (others.length > 0) return { fault: 'Name one run folder and one data file.' };
  return { run, data, out: values.out };
}

/** Predictions pass through as they come; problems, which are lines of JSON on the predictor's stderr, are shown as all others. */
function runTrainer(args: readonly string[], io: CommandIo): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [trainerFile, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => io.stdout(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => {
      io.stderr(`The predictor could not be started: ${error.message}. Build it with “npm run build”.\n`);
      done(exitCodes.failure);
    });
    child.once('close', (code) => {
      for (const line of said.split('\n').filter((text) => text.trim() !== '')) {
        const problem = parseProblem(line);
        io.stderr(
          problem
            ? `${problemText(problem, '', '', { colours: io.colours.stderr, language: io.language })}\n`
            : `${line}\n`,
        );
      }
      done(code ?? exitCodes.failure);
    });
  });
}

function parseProblem(line: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isProblem(value) ? (value as Problem) : undefined;
  } catch {
    return undefined;
  }
}

/** `mtl predict`: predicts with a trained run, in a process of its own that holds the engine. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { isProblem } from '../contract/parse-problem';
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';
import { trainerFile } from './bundles';
import { defineCommand, exitCodes, type CommandIo } from './command';
import { refuse } from './file-faults';
import type { Fault } from './options';
import { problemText } from './problem-text';

export const predict = defineCommand({
  name: 'predict',
  summary: text('Predict with a trained run'),
  help: {
    forms: ['mtl predict RUN DATA [--out FILE]'],
    about: text(
      'Predicts with the model of the run folder RUN for every row of DATA (csv, tsv, json, jsonl or parquet), which needs the ' +
        'columns of the experiment’s inputs. Where these read files, DATA may be a folder of such files, or one of them. Writes comma-separated values with a line for each row, in its order: classes with ' +
        'their confidence, numbers in the unit of the data.',
    ),
    exits: { 0: text('predicted'), 1: text('the run or the data cannot be used') },
  },
  options: {
    out: { is: 'value', value: 'FILE', doc: text('write to a file instead of standard output') },
  },
  read({ values, words: [run, data, ...others] }): CommandLine | Fault {
    if (run === undefined || data === undefined || others.length > 0)
      return { fault: text('Name one run folder and one data file or folder.') };
    return { ...values, run, data };
  },
  async run(read, io) {
    const paths = [read.run, read.data, ...(read.out === undefined ? [] : [read.out])];
    return runTrainer(['--predict', ...paths.map((path) => resolve(io.cwd, path))], io);
  },
});

interface CommandLine {
  readonly run: string;
  readonly data: string;
  readonly out: string | undefined;
}

/** Predictions pass through as they come; problems, which are lines of JSON on the predictor's stderr, are shown as all others. */
function runTrainer(args: readonly string[], io: CommandIo): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [trainerFile, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => io.stdout(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => {
      const reason = error.message;
      done(
        refuse(text('The predictor could not be started: {reason}. Install MTL Lab again.', { reason }), io),
      );
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

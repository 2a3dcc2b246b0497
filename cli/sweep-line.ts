/** The command line of `mtl sweep`: its options, and what may not go together. */
import { text } from '../contract/text';
import type { Help } from './help-text';
import { memoryFault, memoryOption } from './memory-option';
import type { Fault, Given } from './options';

export interface SweepLine {
  /** An experiment, or with `resume` the folder of a sweep. */
  readonly file: string;
  readonly resume: boolean;
  readonly out: string | undefined;
  readonly jobs: number;
  readonly memory: string | undefined;
  readonly json: boolean;
}

export const sweepOptions = {
  out: {
    is: 'value',
    value: 'DIR',
    doc: text('the folder of the sweep, new or empty; a new one in runs/ beside FILE when left out'),
  },
  jobs: {
    is: 'value',
    value: 'COUNT',
    doc: text(
      'how many runs are trained at a time, 1 when left out; together they take as many times the memory',
    ),
  },
  memory: memoryOption,
  json: {
    is: 'flag',
    doc: text('what the sweep came to as JSON on standard output and nothing else'),
  },
  resume: {
    is: 'value',
    value: 'SWEEP',
    doc: text('go on with the sweep in the folder SWEEP: runs that are not completed go on or begin'),
  },
} as const;

export const sweepHelp = {
  forms: [
    'mtl sweep FILE [--out DIR] [--jobs COUNT] [--memory SIZE] [--json]',
    'mtl sweep --resume SWEEP [--jobs COUNT] [--memory SIZE] [--json]',
  ],
  about: text(
    'Trains what “sweep” in FILE asks for: every combination of its values with every seed, and each task alone where that is the baseline. Keeps all runs in a folder and puts their results side by side.',
  ),
  notes: [
    text(
      'Ctrl-C stops cleanly and keeps what was learned, to go on later; a second Ctrl-C ends the trainers at once.',
    ),
  ],
  exits: {
    0: text('all runs are completed'),
    1: text('FILE has errors or a run failed'),
    130: text('stopped'),
  },
} satisfies Omit<Help, 'options'>;

export function readSweepLine({ values, words }: Given<typeof sweepOptions>): SweepLine | Fault {
  const { out, memory, json } = values;
  const resume = values.resume !== undefined;
  const [file, ...others] = resume ? [values.resume, ...words] : words;
  if (file === undefined || others.length > 0)
    return { fault: text('Name one file to sweep, or one sweep to resume with “--resume SWEEP”.') };
  if (resume && out !== undefined)
    return { fault: text('A sweep is resumed where it lies: leave out --out.') };
  const unfit = memoryFault(memory);
  if (unfit) return unfit;
  const jobs = values.jobs === undefined ? 1 : Number(values.jobs);
  if (!Number.isSafeInteger(jobs) || jobs < 1 || jobs > 64)
    return {
      fault: text('“--jobs {jobs}” is no number of runs: write one from 1 to 64.', {
        jobs: values.jobs ?? '',
      }),
    };
  return { file, resume, out, jobs, memory, json };
}

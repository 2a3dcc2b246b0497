/** `mtl new`: writes a complete experiment for a data file, its columns guessed into inputs and a target. */
import { writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';
import { localReader } from '../data/local-reader';
import { formOfPath } from '../data/media/form-of-path';
import { draftExperiment, nothingToLearn } from '../server/src/language/draft/draft-experiment';
import { defineCommand, exitCodes } from './command';
import { refuse, unwritableFile } from './file-faults';
import type { Fault } from './options';
import { problemText } from './problem-text';
import { shownPath } from './shown-path';
import { speechIn } from './speech';
import { printable } from './terminal-text';

export const newExperiment = defineCommand({
  name: 'new',
  summary: text('Write an experiment for a data file'),
  help: {
    forms: ['mtl new DATA [--output FILE]'],
    about: text(
      'Writes an experiment that trains on DATA, a CSV, TSV, JSON, JSON lines or Parquet file, or a folder of pictures or recordings. Which column is predicted from which ' +
        'others, and how, is guessed from what they hold; the file says so. A file that exists is not written over.',
    ),
    exits: {
      0: text('written'),
      1: text('DATA cannot be read or has nothing to learn, or FILE exists or cannot be written'),
    },
  },
  options: {
    output: {
      is: 'value',
      value: 'FILE',
      doc: text('where to write it; beside DATA, with its name and .mtl, when left out'),
    },
  },
  read({ values, words: [data, ...others] }): CommandLine | Fault {
    if (data === undefined || others.length > 0) return { fault: text('Name one data file or folder.') };
    return { ...values, data };
  },
  async run({ data, output }, io) {
    const source = resolve(io.cwd, data);
    const file = output === undefined ? besides(source) : resolve(io.cwd, output);
    const form = await formOfPath(source);
    const request = { directory: io.cwd, source: [source], query: null, ...(form ? { form } : {}) };
    const answer = await localReader.readSchema(request);
    const say = speechIn(io.language);
    if (answer.state === 'failed') {
      const style = { colours: io.colours.stderr, language: io.language };
      io.stderr(`${problemText(aboutArgument(answer.problem), shownPath(source, io.cwd), '', style)}\n`);
      return exitCodes.failure;
    }
    if (answer.state !== 'known') throw new Error('The local reader answers only when it has read.');
    const draft = draftExperiment({
      source: relative(dirname(file), source).replaceAll(sep, '/') + (form ? '/' : ''),
      form,
      schema: answer.schema,
      say,
    });
    if (draft === null) return refuse(nothingToLearn(shownPath(source, io.cwd)), io);
    const shown = shownPath(file, io.cwd);
    try {
      await writeFile(file, draft, { flag: 'wx' });
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
      return refuse(
        exists
          ? text('{file} exists. Name another file with --output.', { file: shown })
          : unwritableFile(shown, error),
        io,
      );
    }
    const next = text('Read it, change what was guessed wrongly, then: {command}', {
      command: `mtl train ${shown}`,
    });
    io.stdout(`${printable(shown)}\n${say(next)}\n`);
    return exitCodes.success;
  },
});

interface CommandLine {
  readonly data: string;
  readonly output: string | undefined;
}

/** What stands in `source` of an experiment is the argument here. */
const aboutArgument = (problem: Problem): Problem =>
  problem.remedy.template.includes('`source`')
    ? {
        ...problem,
        remedy: text('Put the file there, or correct DATA; its path starts from the folder you are in.'),
      }
    : problem;

const besides = (source: string): string =>
  resolve(dirname(source), `${basename(source).replace(/\.\w+$/, '')}.mtl`);

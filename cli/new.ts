/** `mtl new`: writes a complete experiment for a data file, its columns guessed into inputs and a target. */
import { writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { describeProblem } from '../contract/problem';
import { render } from '../contract/text';
import { localReader } from '../data/local-reader';
import { draftExperiment, nothingToLearn } from '../server/src/language/draft/draft-experiment';
import { defineCommand, exitCodes, type Fault } from './command';
import { shownPath } from './shown-path';

const usage = `Usage: mtl new DATA [--output FILE]

Writes an experiment that trains on DATA, a CSV, TSV, JSON, JSON lines or Parquet file. Which column is predicted from which
others, and how, is guessed from what they hold; the file says so. A file that exists is not written over.

Options:
  --output FILE  where to write it (default: beside DATA, with its name and .mtl)

Exit codes: 0 written, 1 DATA cannot be read or has nothing to learn, or FILE exists, 2 the command line is wrong.
`;

export const newExperiment = defineCommand({
  name: 'new',
  summary: 'Write an experiment for a data file',
  usage,
  read: readCommandLine,
  async run({ data, output }, io) {
    const source = resolve(io.cwd, data);
    const file = output === undefined ? besides(source) : resolve(io.cwd, output);
    const answer = await localReader.readSchema({ directory: io.cwd, source: [source], query: null });
    const fail = (sentence: string): number => {
      io.stderr(`${sentence}\n`);
      return exitCodes.failure;
    };
    if (answer.state === 'failed') return fail(describeProblem(answer.problem));
    if (answer.state === 'pending') return fail('The file was not read.');
    const draft = draftExperiment({
      source: relative(dirname(file), source).replaceAll(sep, '/'),
      schema: answer.schema,
      say: (sentence) => render(sentence),
    });
    if (draft === null) return fail(render(nothingToLearn(shownPath(source, io.cwd))));
    try {
      await writeFile(file, draft, { flag: 'wx' });
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
      return fail(
        exists
          ? `${shownPath(file, io.cwd)} exists. Name another file with --output.`
          : `${shownPath(file, io.cwd)} cannot be written: ${(error as Error).message}.`,
      );
    }
    const shown = shownPath(file, io.cwd);
    io.stdout(`${shown}\nRead it, change what was guessed wrongly, then: mtl train ${shown}\n`);
    return exitCodes.success;
  },
});

const besides = (source: string): string =>
  resolve(dirname(source), `${basename(source).replace(/\.\w+$/, '')}.mtl`);

function readCommandLine(args: string[]): { readonly data: string; readonly output?: string } | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { output: { type: 'string' } },
    allowPositionals: true,
  });
  const [data, ...more] = positionals;
  if (data === undefined || more.length > 0) return { fault: 'Name one data file.' };
  return { data, ...(values.output === undefined ? {} : { output: values.output }) };
}

/** `mtl format`: writes files in the one style, or says which are not. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text, type Text } from '../contract/text';
import { applyChanges, formatTree } from '../server/src/language/format/format-tree';
import { parse } from '../server/src/language/syntax/parser';
import { defineCommand, exitCodes } from './command';
import { unreadableFile, unwritableFile } from './file-faults';
import { shownPath } from './shown-path';
import { speechIn } from './speech';

export const format = defineCommand({
  name: 'format',
  summary: text('Write files in the one style'),
  help: {
    forms: ['mtl format FILE... [--check]'],
    about: text(
      'Writes each file in the one style of the language: indentation, blanks, blank lines. No word is added, moved or changed, ' +
        'comments and alignment stay, and a declaration with a fault of form is left as it is.',
    ),
    exits: {
      0: text('in style'),
      1: text('not in style (with --check), or a file cannot be read or written'),
    },
  },
  options: {
    check: { is: 'flag', doc: text('writes nothing, and names the files that are not in style') },
  },
  read: ({ values, words }) =>
    words.length === 0 ? { fault: text('Name at least one file.') } : { ...values, files: words },
  async run(read, io) {
    const say = speechIn(io.language);
    let failed = false;
    for (const name of read.files) {
      const path = resolve(io.cwd, name);
      const file = shownPath(path, io.cwd);
      const outcome = await formatFile(path, file, read.check);
      if (outcome.state === 'changed')
        io.stdout(`${read.check ? say(text('{file} is not in style', { file })) : file}\n`);
      if (outcome.state === 'failed') io.stderr(`${say(outcome.reason)}\n`);
      if (outcome.faulty)
        io.stderr(`${say(text('{file} has faults of form, which “mtl check” explains.', { file }))}\n`);
      failed ||= outcome.state === 'failed' || (read.check && outcome.state === 'changed');
    }
    return failed ? exitCodes.failure : exitCodes.success;
  },
});

type Outcome =
  | { readonly state: 'same' | 'changed'; readonly faulty: boolean }
  | { readonly state: 'failed'; readonly faulty: false; readonly reason: Text };

async function formatFile(path: string, file: string, check: boolean): Promise<Outcome> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    return failedBy(unreadable(file, error));
  }
  const tree = parse(source);
  const faulty = tree.problems.length > 0;
  const formatted = applyChanges(source, formatTree(tree));
  if (formatted === source) return { state: 'same', faulty };
  try {
    if (!check) await writeFile(path, formatted);
  } catch (error) {
    return failedBy(unwritableFile(file, error));
  }
  return { state: 'changed', faulty };
}

const failedBy = (reason: Text): Outcome => ({ state: 'failed', faulty: false, reason });

function unreadable(file: string, error: unknown): Text {
  const { message, remedy } = unreadableFile(file, error);
  return text('{file}: {message} {remedy}', { file, message, remedy });
}

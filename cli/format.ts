/** `mtl format`: writes files in the one style, or says which are not. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { applyChanges, formatTree } from '../server/src/language/format/format-tree';
import { parse } from '../server/src/language/syntax/parser';
import { defineCommand, exitCodes, type Fault } from './command';
import { shownPath } from './shown-path';

const usage = `Usage: mtl format FILE... [--check]

Writes each file in the one style of the language: indentation, blanks, blank lines. No word is added, moved or changed,
comments and alignment stay, and a declaration with a fault of form is left as it is.

Options:
  --check  writes nothing, and names the files that are not in style

Exit codes: 0 in style, 1 not in style (with --check) or not readable, 2 the command line is wrong.
`;

export const format = defineCommand({
  name: 'format',
  summary: 'Write files in the one style',
  usage,
  read: readCommandLine,
  async run(read, io) {
    let failed = false;
    for (const name of read.files) {
      const path = resolve(io.cwd, name);
      const outcome = await formatFile(path, read.check);
      const file = shownPath(path, io.cwd);
      if (outcome.state === 'changed') io.stdout(`${file}${read.check ? ' is not in style' : ''}\n`);
      if (outcome.state === 'failed') io.stderr(`${file}: ${outcome.reason}\n`);
      if (outcome.faulty) io.stderr(`${file} has faults of form, which “mtl check” explains.\n`);
      failed ||= outcome.state === 'failed' || (read.check && outcome.state === 'changed');
    }
    return failed ? exitCodes.failure : exitCodes.success;
  },
});

type Outcome =
  | { readonly state: 'same' | 'changed'; readonly faulty: boolean }
  | { readonly state: 'failed'; readonly faulty: false; readonly reason: string };

async function formatFile(path: string, check: boolean): Promise<Outcome> {
  try {
    const text = await readFile(path, 'utf8');
    const tree = parse(text);
    const faulty = tree.problems.length > 0;
    const formatted = applyChanges(text, formatTree(tree));
    if (formatted === text) return { state: 'same', faulty };
    if (!check) await writeFile(path, formatted);
    return { state: 'changed', faulty };
  } catch (error) {
    return { state: 'failed', faulty: false, reason: (error as Error).message };
  }
}

function readCommandLine(
  args: string[],
): { readonly files: readonly string[]; readonly check: boolean } | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0) return { fault: 'Name at least one file.' };
  return { files: positionals, check: values.check };
}

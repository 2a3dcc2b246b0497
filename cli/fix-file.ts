/** `mtl check --fix`: makes the safe fixes of a file, which keep its meaning, until none is left. */
import { writeFile } from 'node:fs/promises';
import type { Fix, Problem } from '../contract/problem';
import { applyFixes, safeFixes } from '../server/src/language/edits/safe-edits';
import { analyseFile } from './analyse-file';

/** A fix may uncover the next fault, but hardly so often. */
const mostPasses = 20;

export interface Made {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** Answers what was done, in order; the file is written only where something was. */
export async function fixFile(path: string): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const analysed = await analyseFile(path);
    if ('problem' in analysed) break;
    const { tree, problems } = analysed.analysis;
    const fixes = safeFixes(problems);
    if (fixes.length === 0) break;
    await writeFile(
      path,
      applyFixes(
        analysed.text,
        tree.lines,
        fixes.map(({ fix }) => fix),
      ),
    );
    made.push(...fixes);
  }
  return made;
}

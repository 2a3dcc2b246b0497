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

export interface Fixed {
  /** What was done, in order. */
  readonly made: readonly Made[];
  /** Why the file could not be written. */
  readonly unwritten?: Error;
}

/** The file is written only where something was done. */
export async function fixFile(path: string): Promise<Fixed> {
  const made: Made[] = [];
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const analysed = await analyseFile(path);
    if ('problem' in analysed) break;
    const { tree, problems } = analysed.analysis;
    const fixes = safeFixes(problems);
    if (fixes.length === 0) break;
    const fixed = applyFixes(
      analysed.text,
      tree.lines,
      fixes.map(({ fix }) => fix),
    );
    try {
      await writeFile(path, fixed);
    } catch (error) {
      return { made, unwritten: error as Error };
    }
    made.push(...fixes);
  }
  return { made };
}

/** The edits of all safe fixes that can be made at once: the first of each problem, none of two that meet. */
import type { Fix, Position, Problem } from '../../../../contract/problem';
import type { Lines } from '../syntax/lines';

/** In the order of the text. A fix whose edits meet those of an earlier one waits until that is made. */
export function safeFixes(problems: readonly Problem[]): readonly { problem: Problem; fix: Fix }[] {
  const taken: { problem: Problem; fix: Fix }[] = [];
  for (const problem of problems) {
    const fix = problem.fixes?.find(({ safe }) => safe);
    if (fix && !taken.some((other) => meet(other.fix, fix))) taken.push({ problem, fix });
  }
  return taken;
}

export function applyFixes(text: string, lines: Lines, fixes: readonly Fix[]): string {
  return fixes
    .flatMap(({ edits }) => edits)
    .toSorted((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, lines.offsetAt(range.start)) + newText + now.slice(lines.offsetAt(range.end)),
      text,
    );
}

const meet = (a: Fix, b: Fix): boolean =>
  a.edits.some((one) =>
    b.edits.some(
      (other) =>
        compare(one.range.start, other.range.end) <= 0 && compare(other.range.start, one.range.end) <= 0,
    ),
  );

const compare = (a: Position, b: Position): number => a.line - b.line || a.character - b.character;

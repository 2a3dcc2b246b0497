/** The funnel of all tests of problems: source text in which each problem is marked on the line below its place. */
import type { Problem } from '../../../contract/problem';
import { render } from '../../../contract/text';
import type { SchemaProvider } from '../../../contract/schema';
import { analyse } from '../../../server/src/language/analyse';
import { usualSchemas } from './schemas';

const marker = /^ *\^+ MTL\d{4}: /;

/**
 * The marked text as it should have been: take it as what `expect(remark(marked)).toBe(marked)` compares with. Each problem
 * is marked on a line of its own below the line that it stands in, such as `     ^^^ MTL2004: There is no layer …`; a marker
 * of one sign also stands for a range of no width.
 */
export function remark(marked: string, schemas: SchemaProvider = usualSchemas): string {
  const source = unmark(marked);
  const { problems } = analyse({ uri: 'file:///test.mtl', directory: '/data', text: source }, schemas);
  return markProblems(source, problems);
}

/** The source alone. */
export const unmark = (marked: string): string =>
  marked
    .split('\n')
    .filter((line) => !marker.test(line))
    .join('\n');

/** The source with its problems marked. */
export function markProblems(source: string, problems: readonly Problem[]): string {
  const lines = source.split('\n');
  return lines
    .flatMap((line, number) => [
      line,
      ...problems.filter(({ range }) => range?.start.line === number).map((problem) => mark(line, problem)),
    ])
    .concat(problems.filter(({ range }) => !range).map((problem) => describe(problem)))
    .join('\n');
}

function mark(line: string, problem: Problem): string {
  const { start, end } = problem.range!;
  const last = end.line === start.line ? end.character : line.length;
  return `${' '.repeat(start.character)}${'^'.repeat(Math.max(1, last - start.character))} ${describe(problem)}`;
}

const describe = ({ code, message, remedy }: Problem): string =>
  `${code}: ${render(message)} ${render(remedy)}`;

/** The funnel of all tests of problems: source text in which each problem is marked on the line below its place. */
import { expect } from 'vitest';
import type { Problem } from '../../../contract/problem';
import { render } from '../../../contract/text';
import type { SchemaProvider } from '../../../contract/schema';
import { analyse } from '../../../server/src/language/analyse';
import { usualSchemas } from './schemas';

const marker = /^ *\^+ MTL\d{4}: /;

/**
 * Expects exactly the problems that are marked, such as `     ^^^ MTL2004: There is no layer …`, each on a line of its own
 * below the line it stands in. A marker of one sign also stands for a range of no width.
 */
export function checkProblems(marked: string, schemas: SchemaProvider = usualSchemas): void {
  const lines = marked.replace(/^\n/, '').split('\n');
  const source = lines.filter((line) => !marker.test(line)).join('\n');
  const { problems } = analyse({ uri: 'file:///test.mtl', directory: '/data', text: source }, schemas);
  expect(markProblems(source, problems)).toBe(lines.join('\n'));
}

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

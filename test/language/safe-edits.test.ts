/** Which safe fixes are made at once: whole ones, none that meets another, and never one that asks. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import { applyFixes, safeFixes } from '../../server/src/language/edits/safe-edits';
import { usualSchemas } from './support/schemas';

function fixedOnce(text: string): string {
  const { problems, tree } = analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas);
  return applyFixes(
    text,
    tree.lines,
    safeFixes(problems).map(({ fix }) => fix),
  );
}

test.for([
  ['several at once', 'expriment "a"\ntrain { batch = 3 }\n', 'experiment "a"\ntrain { batch: 3 }\n'],
  ['all lines of one', '# one\n# two\n\ntrain {\n}\n', '// one\n// two\n\ntrain {\n}\n'],
  ['none that asks', 'train {\n  batch: 3\n  batch: 4\n}\n', 'train {\n  batch: 3\n  batch: 4\n}\n'],
  ['none in a text without faults', 'train {\n  batch: 3\n}\n', 'train {\n  batch: 3\n}\n'],
] as const)('%s', ([, text, fixed]) => {
  expect(fixedOnce(text)).toBe(fixed);
});

test('of two that meet the later one waits', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  const [problem] = analyse(
    { uri: 'file:///a.mtl', directory: '/data', text: 'trian {\n}\n' },
    usualSchemas,
  ).problems;
  const other = { ...problem!, fixes: [{ ...problem!.fixes![0]!, edits: [{ range, newText: 'x' }] }] };
  expect(safeFixes([problem!, other]).map((taken) => taken.problem)).toEqual([problem]);
});

/** Which safe fixes are made at once: whole ones, none that meets another, and never one that asks. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import { applyFixes, safeFixes } from '../../server/src/language/edits/safe-edits';
import { tokensOf } from '../../server/src/language/syntax/node-at';
import { parse } from '../../server/src/language/syntax/parser';
import { TokenKind } from '../../server/src/language/syntax/tokens';
import { applyEdit, createEdits } from '../support/edits';
import { examples } from './support/examples';
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

const commentsOf = (text: string): readonly string[] =>
  [...tokensOf(parse(text))]
    .filter(({ kind }) => kind === TokenKind.LineComment || kind === TokenKind.BlockComment)
    .map(({ from, to }) => text.slice(from, to));

test('made again and again they come to an end, and no comment is lost', () => {
  const edits = createEdits(21);
  for (const [, example] of examples)
    for (let round = 0; round < 12; round += 1) {
      const inserted = ['/*', '/* a\nb */', '"', '{', '}'][edits.below(5)]!;
      const text = applyEdit(edits.edit(example), {
        offset: edits.below(example.length),
        length: 0,
        inserted,
      });
      let now = text;
      let last = '';
      for (let times = 0; times < 12 && now !== last; times += 1) [last, now] = [now, fixedOnce(now)];
      expect(now, text).toBe(last);
      const left = commentsOf(now).join('\n');
      for (const comment of commentsOf(text)) expect(left, text).toContain(comment);
    }
});

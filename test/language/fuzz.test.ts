/** Any text is answered: examples cut anywhere and edited at random never throw, and lose nothing. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import { classify } from '../../server/src/language/classify';
import { callAt } from '../../server/src/language/complete/call-at';
import { expectedAt } from '../../server/src/language/expectation';
import { definitionAt } from '../../server/src/language/resolve/find-definition';
import { pathAt, tokensOf } from '../../server/src/language/syntax/node-at';
import { parse } from '../../server/src/language/syntax/parser';
import { scraps } from '../support/edits';
import { createLcg } from '../support/lcg';
import { sharedExamples } from './support/examples';
import { usualSchemas } from './support/schemas';

const examples = sharedExamples.map(([, text]) => text);

/** Everything that is asked of a text. Throws when the tokens do not make the text, or a problem lies outside of it. */
function askEverything(text: string, offset: number): void {
  const analysis = analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas);
  const { tree, problems, plan, architecture } = analysis;
  const tokens = [...tokensOf(tree)];
  if (!tree.unread && tokens.map(({ from, to }) => text.slice(from, to)).join('') !== text)
    throw new Error('the tokens do not make the text');
  for (const { range, message } of problems)
    if (!range || range.start.line >= tree.lines.count || range.end.line >= tree.lines.count)
      throw new Error(`a problem lies outside: ${message.template}`);
  if (plan && problems.some(({ severity }) => severity === 'error'))
    throw new Error('a plan in spite of errors');
  if (!plan && !tree.unread && problems.every(({ severity }) => severity !== 'error'))
    throw new Error('no plan, and no problem that says why');
  if (plan && !architecture) throw new Error('a plan without an architecture');
  expectedAt(analysis, offset);
  callAt(analysis, offset);
  classify(analysis);
  definitionAt(analysis, offset);
  pathAt(tree, offset);
}

test('every example cut at every place is read without loss', () => {
  let cuts = 0;
  for (const source of examples)
    for (let end = 0; end <= source.length; end += 1) {
      const text = source.slice(0, end);
      const read = [...tokensOf(parse(text))].map(({ from, to }) => text.slice(from, to)).join('');
      if (read === text) cuts += 1;
    }
  expect(cuts).toBe(examples.reduce((sum, source) => sum + source.length + 1, 0));
});

test('every example cut at every seventh place is answered whole', () => {
  let asked = 0;
  for (const source of examples)
    for (let end = 0; end <= source.length; end += 7) {
      askEverything(source.slice(0, end), end);
      askEverything(source.slice(end), 0);
      asked += 1;
    }
  expect(asked).toBeGreaterThan(300);
});

test('random edits are answered', () => {
  const random = createLcg(7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let edits = 0;
  for (; edits < 800; edits += 1) {
    let text = pick(examples);
    const times = 1 + Math.floor(random() * 4);
    for (let time = 0; time < times; time += 1) {
      const from = Math.floor(random() * text.length);
      const to = Math.min(text.length, from + Math.floor(random() * random() * 80));
      text = text.slice(0, from) + pick(scraps) + text.slice(to);
    }
    askEverything(text, Math.floor(random() * (text.length + 1)));
  }
  expect(edits).toBe(800);
});

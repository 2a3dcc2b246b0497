/**
 * Typing, cutting and pasting in every example: nothing throws, and declarations that an edit does not touch keep their symbols.
 * `MTL_EDITS=100000` makes so many edits, and says how long the slowest answer took.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { classify } from '../../server/src/language/classify';
import { expectedAt } from '../../server/src/language/expectation';
import { formatTree } from '../../server/src/language/format/format-tree';
import { definitionAt } from '../../server/src/language/resolve/find-definition';
import { applyEdit, createEdits, type TextEdit } from '../support/edits';
import { usualSchemas } from './support/schemas';

const edits = Number(process.env['MTL_EDITS'] ?? 1000);
/** So many edits pile up before an example is taken anew. */
const mostInOne = 5;
/** Milliseconds after which an answer is felt as a halt. */
const hang = 50;

const sources = ['../../../shared/examples', '../../examples']
  .map((path) => resolve(import.meta.dirname, path))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.mtl'))
      .map((file) => readFileSync(resolve(folder, file), 'utf8')),
  );

/** Names of declarations that the edit lies outside of, with at least a character between. */
const untouched = ({ symbols }: Analysis, { offset, length }: TextEdit): readonly string[] =>
  symbols.all
    .filter(({ declaration: { from, to } }) => to < offset || from > offset + length)
    .map(({ name }) => name);

function time<T>(act: () => T): readonly [result: T, milliseconds: number] {
  const begun = performance.now();
  const result = act();
  return [result, performance.now() - begun];
}

test(`${edits} edits are answered, and at least nine in ten untouched declarations stay`, () => {
  const random = createEdits(23);
  let kept = 0;
  let all = 0;
  let slowest = 0;
  for (let done = 0; done < edits;) {
    const memory = new CheckMemory();
    const answer = (text: string, memory: CheckMemory | null): Analysis => {
      const analysis = analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas, memory);
      expect(analysis.problems).toBeInstanceOf(Array);
      const at = random.below(text.length + 1);
      expectedAt(analysis, at);
      definitionAt(analysis, at);
      classify(analysis);
      formatTree(analysis.tree);
      return analysis;
    };
    const timed = (text: string): Analysis => {
      const [analysis, milliseconds] = time(() => answer(text, memory));
      // Other programs run on the machine too: only what is slow twice is slow.
      const again = milliseconds > hang ? time(() => answer(text, null))[1] : milliseconds;
      slowest = Math.max(slowest, Math.min(milliseconds, again));
      return analysis;
    };
    let text = sources[random.below(sources.length)]!;
    let before = timed(text);
    for (let step = 0; step < mostInOne && done < edits; step += 1, done += 1) {
      const edit = random.next(text);
      text = applyEdit(text, edit);
      const after = timed(text);
      const names = untouched(before, edit);
      all += names.length;
      kept += names.filter((name) => after.symbols.find(name)).length;
      before = after;
    }
  }
  if (process.env['MTL_EDITS']) console.log({ edits, untouched: all, kept: kept / all, slowest });
  expect(kept / all).toBeGreaterThanOrEqual(0.9);
});

/**
 * Typing, cutting and pasting in every example: nothing throws or halts, and declarations that an edit does not touch keep their symbols.
 * `MTL_EDITS=100000` makes so many edits and says how long the slowest answers took, `MTL_SEED` draws others.
 */
import { expect, test, vi } from 'vitest';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { classify } from '../../server/src/language/classify';
import { expectedAt } from '../../server/src/language/expectation';
import { formatTree } from '../../server/src/language/format/format-tree';
import { definitionAt } from '../../server/src/language/resolve/find-definition';
import { applyEdit, createEdits, type TextEdit } from '../support/edits';
import { examples } from './support/examples';
import { usualSchemas } from './support/schemas';

const edits = Number(process.env['MTL_EDITS'] ?? 1000);
const seed = Number(process.env['MTL_SEED'] ?? 23);
/** In milliseconds: ten for each edit with its answers, where many are asked for. */
vi.setConfig({ testTimeout: Math.max(60_000, edits * 10) });
/** So many edits pile up before an example is taken anew. */
const mostInOne = 5;
/** Milliseconds after which an answer is felt as a halt. */
const hang = 50;

const sources = examples.map(([, text]) => text);

/** Names of declarations that the edit lies outside of, with at least a character between. */
const untouched = ({ symbols }: Analysis, { offset, length }: TextEdit): readonly string[] =>
  symbols.all
    .filter(({ declaration: { from, to } }) => to < offset || from > offset + length)
    .map(({ name }) => name);

/** What went wrong, with the text that it can be seen again with. */
interface Fault {
  readonly what: string;
  readonly text: string;
}

/**
 * The lesser of the time on the clock and the processor's time: the clock counts other programs of the machine, the
 * processor's time counts other threads of this process (those that compile and collect garbage).
 */
function time<T>(act: () => T): readonly [result: T, milliseconds: number] {
  const begun = performance.now();
  const worked = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(worked);
  return [result, Math.min(performance.now() - begun, (user + system) / 1000)];
}

/** All that an editor asks for after a key. */
function answer(text: string, at: number, memory: CheckMemory | null): Analysis {
  const analysis = analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas, memory);
  expect(analysis.problems).toBeInstanceOf(Array);
  expectedAt(analysis, at);
  definitionAt(analysis, at);
  classify(analysis);
  formatTree(analysis.tree);
  return analysis;
}

test(`${edits} edits are answered at once, and at least nine in ten untouched declarations stay`, () => {
  const random = createEdits(seed);
  const faults: Fault[] = [];
  const times: number[] = [];
  let kept = 0;
  let all = 0;
  for (let done = 0; done < edits;) {
    const memory = new CheckMemory();
    const timed = (text: string): Analysis | undefined => {
      const at = random.below(text.length + 1);
      try {
        const [analysis, first] = time(() => answer(text, at, memory));
        // Only what is slow twice is slow: once it may have been garbage of the answers before.
        const milliseconds = first > hang ? Math.min(first, time(() => answer(text, at, null))[1]) : first;
        times.push(milliseconds);
        if (milliseconds > hang) faults.push({ what: `${milliseconds} ms`, text });
        return analysis;
      } catch (error) {
        faults.push({ what: String(error instanceof Error ? error.stack : error), text });
        return undefined;
      }
    };
    let text = sources[random.below(sources.length)]!;
    let before = timed(text);
    for (let step = 0; step < mostInOne && done < edits; step += 1, done += 1) {
      const edit = random.next(text);
      text = applyEdit(text, edit);
      const after = timed(text);
      const names = before && after ? untouched(before, edit) : [];
      all += names.length;
      kept += names.filter((name) => after?.symbols.find(name)).length;
      before = after;
    }
  }
  times.sort((a, b) => b - a);
  const atRank = (share: number): number => times[Math.floor(times.length * share)]!;
  if (process.env['MTL_EDITS'])
    console.log({
      edits,
      untouched: all,
      kept: kept / all,
      median: atRank(0.5),
      p99: atRank(0.01),
      slowest: times.slice(0, 5),
    });
  expect(faults).toEqual([]);
  expect(kept / all).toBeGreaterThanOrEqual(0.9);
});

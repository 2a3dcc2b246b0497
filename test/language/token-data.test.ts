/** Colours that are put together from those of declarations are the ones of the whole text, whatever was edited. */
import { describe, expect, test } from 'vitest';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import type { PositionEncoding } from '../../server/src/language/syntax/position-encoding';
import { DrawnText } from '../../server/src/lsp/drawn-text';
import { tokenDataOf } from '../../server/src/lsp/token-data';
import { createEdits } from '../support/edits';
import { examples } from './support/examples';
import { usualSchemas } from './support/schemas';

const analyseText = (text: string, memory: CheckMemory | null, encoding?: PositionEncoding): Analysis =>
  analyse(
    { uri: 'file:///a.mtl', directory: '/data', text, ...(encoding && { encoding }) },
    usualSchemas,
    memory,
  );

/** The part that holds everything is put together from no kept ones. */
const wordByWord = (analysis: Analysis): number[] =>
  tokenDataOf(analysis, { from: 0, to: analysis.tree.text.length });

describe.each(examples)('%s', (_, source) => {
  test('has the same colours from its declarations', () => {
    const memory = new CheckMemory();
    const edits = createEdits(5);
    let text = source;
    const drawn = new DrawnText();
    const edited: number[] = [];
    for (let edit = 0; edit < 200; edit += 1) {
      const analysis = analyseText(text, memory);
      const words = wordByWord(analyseText(text, null));
      const { start, deleteCount, data = [] } = drawn.draw(analysis);
      expect(drawn.data).toEqual(words);
      edited.splice(start, deleteCount, ...data);
      expect(edited).toEqual(words);
      text = edit % 4 === 0 ? source : edits.edit(text);
    }
  });
});

test.each(['utf-8', 'utf-16', 'utf-32'] as const)('characters are counted as %s', (encoding) => {
  const text = 'let 宽 = 8 // 𝛼\ninput 甲 = d["長さ", 乙] as numbers\n  let 𝛽 = 宽 /* 一\n二 */ let z = 1\n';
  const memory = new CheckMemory();
  const lines = ['', '// 先\n', '  '];
  const drawn = new DrawnText();
  for (const before of lines) {
    const analysis = analyseText(before + text, memory, encoding);
    drawn.draw(analysis);
    expect(drawn.data).toEqual(wordByWord(analysis));
  }
});

/** Put together from kept declarations. */
function drawAlone(analysis: Analysis): readonly number[] {
  const drawn = new DrawnText();
  drawn.draw(analysis);
  return drawn.data;
}

/** What the last word of a text is drawn as. */
const lastType = (text: string, memory: CheckMemory): number | undefined =>
  drawAlone(analyseText(text, memory)).at(-2);

test('what a name stands for is seen where it is used, wherever that changes', () => {
  const memory = new CheckMemory();
  const use = '\ntask t(below) {';
  const texts = ['', 'input below = d[a]', 'shared below(x) {}', 'let below = 1', ''].map((one) => one + use);
  const types = texts.map((text) => lastType(text, memory));
  expect(types).toEqual(texts.map((text) => lastType(text, new CheckMemory())));
  expect(new Set(types).size).toBe(3);
});

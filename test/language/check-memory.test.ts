/** An analysis that remembers the text before it says what one says that remembers nothing, whatever was edited. */
import { describe, expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { createEdits } from '../support/edits';
import { examples } from './support/examples';
import { said } from './support/said';
import { usualSchemas } from './support/schemas';

const analyseText = (text: string, memory: CheckMemory | null, schemas = usualSchemas): Analysis =>
  analyse({ uri: 'file:///a.mtl', directory: '/data', text }, schemas, memory);

describe.each(examples)('%s', (_, source) => {
  test('is said to be the same with and without what was found before', () => {
    const memory = new CheckMemory();
    const edits = createEdits(11);
    let text = source;
    for (let edit = 0; edit < 150; edit += 1) {
      expect(said(analyseText(text, memory))).toEqual(said(analyseText(text, null)));
      // Most edits are taken back, so that faults do not pile up until nothing is left to remember.
      text = edit % 3 === 0 ? source : edits.edit(text);
    }
  });

  test('says what the data says as soon as that is there, and no longer', () => {
    const memory = new CheckMemory();
    const edits = createEdits(17);
    for (let turn = 0; turn < 30; turn += 1) {
      const text = turn % 3 === 0 ? edits.edit(source) : source;
      const schemas = turn % 4 < 2 ? noSchemas : usualSchemas;
      expect(said(analyseText(text, memory, schemas))).toEqual(said(analyseText(text, null, schemas)));
    }
  });

  test('is moved by lines above', () => {
    const memory = new CheckMemory();
    analyseText(source, memory).problems.slice();
    const moved = `// 行\n\n${source}`;
    expect(said(analyseText(moved, memory))).toEqual(said(analyseText(moved, null)));
  });
});

const sound = `data d { source: "a.csv" }
let width = 8
let columns = d[f0..f3]
input x = columns as numbers
input y = d[f4..f7] as numbers
shared trunk(x) { sharing: mmoe(experts: 2); dense(width, relu) }
shared side(y) { dense(width, relu) }
task kind(trunk, side) { concat; predict: d.label as classes(10); metrics: [accuracy] }
task size(trunk) { predict: d[x, y] as numbers(2) }
train { weighting: uncertainty; batch: 8; stop: plateau(kind.accuracy, patience: width) }
`;

/** Each changes what is beside a declaration, and with it what the declaration means. */
const changes: readonly (readonly [what: string, from: string, to: string])[] = [
  ['a constant', 'width = 8', 'width = 0'],
  ['a constant that becomes a word', 'width = 8', 'width = relu'],
  ['a constant that is gone', 'let width = 8\n', ''],
  ['columns of a constant', 'f0..f3', 'f0..f2'],
  ['a name', 'shared trunk', 'shared trank'],
  ['the kind of what is below', 'shared trunk', 'network trunk'],
  ['a circle', 'side(y)', 'side(side)'],
  ['a data set of another name', 'data d', 'data e'],
  ['another file', '"a.csv"', '"none.csv"'],
  ['a line', 'let width', '\n\nlet width'],
  ['a column', 'shared side', '  shared side'],
  ['a metric that is watched', 'metrics: [accuracy]', 'metrics: [f1]'],
  ['a task that is watched', 'task kind', 'task sort'],
  ['how many tasks there are', 'task size', '// task size'],
  ['how many rows there are to train on', '{ source: "a.csv" }', '{ source: "a.csv"; split: [5%, 90%, 5%] }'],
  ['a remark behind a declaration', 'relu) }\n', 'relu) } // as usual\n'],
  ['what stands before on the line', 'let width', 'let other = 1; let width'],
  [
    'two at once',
    'trunk(x) { sharing: mmoe(experts: 2); dense(width, relu) }\nshared side(y)',
    'trunk(y) { dense(4) }\nshared side(trunk)',
  ],
  [
    'a task more that reads a block',
    'task size(trunk)',
    'task third(trunk) { predict: d.f9 as number }\ntask size(trunk)',
  ],
  [
    'what each task reads alone',
    'task size(trunk)',
    'shared high(trunk) { sharing: crossStitch; dense(2) }\ntask size(high)',
  ],
  ['another sharing', 'mmoe(experts: 2)', 'cgc(shared: 1, own: 2)'],
  ['a task on another block', 'task size(trunk)', 'task size(side)'],
  ['another way to train before', 'train {', 'train { batch: 2 }\ntrain {'],
  ['a declaration before', 'data d', 'input y = d[f0] as numbers\ndata d'],
  ['a constant of the same name before', 'let width', 'let width = 4\nlet width'],
  ['a constant of the same name behind', 'let columns', 'let width = 4\nlet columns'],
  ['the name of another constant', 'let columns', 'let width'],
  ['the name of another input', 'input y', 'input x'],
  [
    'a foundation behind what stands on it',
    'shared side(y) { dense(width, relu) }',
    'shared side(late) { dense(4) }\nshared late(y) { dense(2) }',
  ],
];

test.each(changes)('%s', (_, from, to) => {
  const memory = new CheckMemory();
  for (const text of [sound, sound.replace(from, to), sound])
    expect(said(analyseText(text, memory))).toEqual(said(analyseText(text, null)));
});

test('texts may be checked in another order than they were read', () => {
  const memory = new CheckMemory();
  const texts = [sound, ...changes.map(([, from, to]) => sound.replace(from, to))];
  const analyses = texts.map((text) => analyseText(text, memory));
  for (const [index, analysis] of [...analyses.entries()].toReversed())
    expect(said(analysis)).toEqual(said(analyseText(texts[index]!, null)));
});

test('what is asked of an analysis late is that of its own text', () => {
  const memory = new CheckMemory();
  const first = analyseText(sound, memory);
  expect(first.problems).toEqual(analyseText(sound, null).problems);
  const later = `// moved\n${sound.replace('relu', 'tanh')}`;
  expect(said(analyseText(later, memory))).toEqual(said(analyseText(later, null)));
  expect(said(first)).toEqual(said(analyseText(sound, null)));
});

test('what says nothing is remembered', () => {
  const memory = new CheckMemory();
  analyseText(sound, memory).problems.slice();
  // The input whose columns a constant stands for is not: its words are elsewhere.
  expect(memory.size).toBe(7);
});

/** The places of the findings that anything was read of while a text is checked with what is remembered of others. */
function askedIn(texts: readonly string[], text: string): readonly number[] {
  const asked = new Set<number>();
  const memory = new CheckMemory();
  const keep = memory.keep.bind(memory);
  memory.keep = (place, finding) =>
    keep(
      place,
      finding && {
        ...finding,
        get names() {
          asked.add(place);
          return finding.names;
        },
        get value() {
          asked.add(place);
          return finding.value;
        },
      },
    );
  for (const one of texts) analyseText(one, memory).problems.slice();
  asked.clear();
  analyseText(text, memory).problems.slice();
  return [...asked].toSorted((a, b) => a - b);
}

/** Many that stand beside each other, and one data set. */
const wide = `data d { source: "a.csv" }
${Array.from(
  { length: 50 },
  (_, index) => `let w${index} = 8
input x${index} = d[f0..f3] as numbers
shared s${index}(x${index}) { dense(w${index}, relu) }
task t${index}(s${index}) { dense(4, relu); predict: d.label as classes(10) }
`,
).join('')}train { batch: 8 }
`;
/** Which of its groups a declaration of `wide` stands in; the data set is before all of them and `train` behind. */
const groupOf = (place: number): number => Math.floor((place - 1) / 4);

describe('a key that changes no meaning asks none of the findings beside it', () => {
  test.each([
    ['in a task', 25, 't25(s25) { dense(4', 't25(s25) { dense(48'],
    ['in the last task', 49, 't49(s49) { dense(4', 't49(s49) { dense(48'],
    ['in a block', 25, 's25(x25) { dense(w25, relu', 's25(x25) { dense(w25, tanh'],
    ['in an input', 25, 'x25 = d[f0..f3]', 'x25 = d[f1..f4]'],
    ['in a remark', 25, 'let w25', '// eight\nlet w25'],
  ])('%s', (_, group, from, to) => {
    // What it stands on is read by the check of what was edited.
    const beside = askedIn([wide], wide.replace(from, to)).map(groupOf);
    expect(beside.filter((one) => one !== group)).toEqual([groupOf(0), groupOf(201)]);
  });

  test('but one that does asks all that may depend on it', () => {
    expect(askedIn([wide], wide.replace('w25 = 8', 'w25 = 16')).length).toBeGreaterThan(150);
  });
});

const analyseWith = (width: string, memory: CheckMemory | null): Analysis =>
  analyse(
    { uri: 'file:///a.mtl', directory: '/data', text: sound, settings: { width } },
    usualSchemas,
    memory,
  );

test('values beside the text are not remembered', () => {
  const memory = new CheckMemory();
  for (const width of ['8', '0', '16'])
    expect(said(analyseWith(width, memory))).toEqual(said(analyseWith(width, null)));
});

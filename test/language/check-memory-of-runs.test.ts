/** What is remembered of blocks that start from a run: a change of the text, of the run, or of what is known of it is noticed. */
import { expect, test } from 'vitest';
import type { RunRequest, TrainedRun } from '../../contract/trained-run';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { analyseText, said } from './support/said';
import { usualSchemas } from './support/schemas';

/** Starts from a run that has a block of one layer. */
const starting = `data d { source: "a.csv" }
let width = 8
let base = "runs/first/"
let kept = first(1)
input x = d[f0..f3] as numbers
shared trunk(x) { from: base; freeze: kept; dense(width, relu) }
task kind(trunk) { predict: d.label as classes(10) }
task size(trunk) { predict: d[x, y] as numbers(2) }
train { weighting: mgda; batch: 8 }
`;
const run: TrainedRun = {
  title: 'first',
  started: 0,
  blocks: [
    {
      name: 'trunk',
      sharing: 'hard',
      layers: ['dense(8, relu)'],
      states: [
        { name: '1.dense/weight', shape: [4, 8] },
        { name: '1.dense/bias', shape: [8] },
      ],
    },
  ],
};
const withRuns = {
  ...usualSchemas,
  run: ({ run: path }: RunRequest) =>
    path === 'runs/first/' ? ({ state: 'known', run } as const) : ({ state: 'missing', near: [] } as const),
};

test.each([
  ['the run, by its constant', 'runs/first/', 'runs/second/'],
  ['what is frozen, by its constant', 'first(1)', 'first(2)'],
  ['all that is frozen', 'first(1)', 'all'],
  ['a width', 'width = 8', 'width = 9'],
  ['the columns of an input', 'f0..f3', 'f0..f2'],
  ['the name of the block', 'shared trunk', 'shared trank'],
  ['a line', 'let width', '\n\nlet width'],
  ['a weighting', 'weighting: mgda; ', ''],
])('of a block that starts from a run: %s', (_, from, to) => {
  const memory = new CheckMemory();
  for (const text of [starting, starting.replace(from, to), starting])
    expect(said(analyseText(text, memory, withRuns))).toEqual(said(analyseText(text, null, withRuns)));
});

test('a run that comes and goes is noticed without a change of the text', () => {
  const memory = new CheckMemory();
  for (const state of ['pending', 'untrained', 'unread'] as const) {
    const other = { ...usualSchemas, run: () => ({ state }) };
    for (const schemas of [withRuns, other])
      expect(said(analyseText(starting, memory, schemas))).toEqual(
        said(analyseText(starting, null, schemas)),
      );
  }
});

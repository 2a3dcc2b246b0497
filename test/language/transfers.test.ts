/** Blocks that start from a run: what the plan says of them, and what is checked where nobody reads runs. */
import { describe, expect, it } from 'vitest';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import type { RunAnswer } from '../../contract/trained-run';
import { analyse } from '../../server/src/language/analyse';
import { singleTaskPlan } from '../../server/src/language/lower/single-task-plan';
import { usualSchemas } from './support/schemas';

const experiment = (
  properties: string,
  layers = 'dense(8, relu); dropout(0.5); dense(4)',
  train = '',
): string => `
data d { source: "a.csv" }
let base = "runs/first/"
input x = d[f0..f3] as numbers
shared trunk(x) { ${properties}; ${layers} }
task kind(trunk) { predict: d.label as classes(10) }
task size(trunk) { predict: d[x, y] as numbers(2) }
train { batch: 8; ${train} }
`;

const analyseText = (text: string, answer?: RunAnswer) =>
  analyse(
    { uri: 'file:///a.mtl', directory: '/data', text },
    answer ? { ...usualSchemas, run: () => answer } : usualSchemas,
  );
const blockOf = (text: string) => analyseText(text).plan!.blocks[0]!;
const codes = (text: string, answer?: RunAnswer) =>
  analyseText(text, answer).problems.map(({ code }) => code);

describe('the plan', () => {
  it('has the path as it is written, and what is frozen', () => {
    expect(blockOf(experiment('from: "runs/first/"; freeze: all'))).toMatchObject({
      from: 'runs/first/',
      freeze: 'all',
    });
    expect(blockOf(experiment('from: base; freeze: first(2)'))).toMatchObject({
      from: 'runs/first/',
      freeze: 2,
    });
    expect(blockOf(experiment('from: base; freeze: first'))).toMatchObject({ freeze: 1 });
    expect(blockOf(experiment('sharing: hard'))).not.toHaveProperty('freeze');
  });

  it('waits for the run, and needs none where nobody reads runs', () => {
    const text = experiment('from: base');
    expect(analyseText(text).plan).not.toBeNull();
    const waiting = analyseText(text, { state: 'pending' });
    expect([waiting.plan, waiting.pending, waiting.problems]).toEqual([null, true, []]);
    expect(waiting.runRequests).toEqual([{ directory: '/data', run: 'runs/first/' }]);
  });

  it('of one task alone starts from the run where tasks share parameters alone', () => {
    const plan = analyseText(experiment('from: base; freeze: all')).plan!;
    expect(singleTaskPlan(plan, 'kind').blocks[0]).toMatchObject({ from: 'runs/first/', freeze: 'all' });
    const mixed = analyseText(experiment('from: base; freeze: all; sharing: mmoe(experts: 2)')).plan!;
    expect(singleTaskPlan(mixed, 'kind').blocks[0]).not.toHaveProperty('from');
    expect(singleTaskPlan(mixed, 'kind').blocks[0]).not.toHaveProperty('freeze');
  });
});

it('counts what learns', () => {
  const { plan, shapes, symbols } = analyseText(experiment('from: base; freeze: first(1)'));
  expect(shapes.get(symbols.find('trunk')!.declaration)).toMatchObject({ parameters: 76, learning: 36 });
  const { parameters, learning, nodes } = describeArchitecture(plan!);
  // Heads of 10 classes and of 2 numbers.
  expect([parameters, learning]).toEqual([76 + 50 + 10, 36 + 50 + 10]);
  expect(nodes[1]).toMatchObject({ from: 'runs/first/', layers: [{ frozen: true }, {}, {}] });
  expect(nodes[1]!.layers[2]).not.toHaveProperty('frozen');
  const mixed = analyseText(experiment('sharing: mmoe(experts: 2); from: base; freeze: all'));
  expect(mixed.shapes.get(mixed.symbols.find('trunk')!.declaration)).toMatchObject({ learning: 0 });
});

describe('problems', () => {
  it.each([
    ['freeze: 2', 'MTL3008'],
    ['freeze: last(2)', 'MTL2004'],
    ['freeze: first(0)', 'MTL3003'],
    ['freeze: all(2)', 'MTL3005'],
  ])('%s', (freeze, code) => {
    expect(codes(experiment(`from: base; ${freeze}`))).toEqual([code]);
    expect(analyseText(experiment(`from: base; ${freeze}`)).plan).toBeNull();
  });

  it('of what is frozen hide none of the run', () => {
    expect(codes(experiment('from: base; freeze: first(9)'), { state: 'untrained' })).toEqual([
      'MTL5048',
      'MTL3070',
    ]);
  });

  it('a weighting of gradients has nothing to combine where all that tasks share is frozen', () => {
    expect(codes(experiment('from: base; freeze: all', undefined, 'weighting: mgda'))).toEqual(['MTL3034']);
    expect(codes(experiment('from: base; freeze: first(1)', undefined, 'weighting: mgda'))).toEqual([]);
  });
});

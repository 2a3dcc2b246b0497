/** Predictions for a file that has the columns of one of the data sets that fed an input, and the model file of such a run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { expect, it, test } from 'vitest';
import { parseRunEvent } from '../../../contract/parse-run-event';
import { describeProblem } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import { runText } from '../../../cli/run-text';
import { chooseColumns } from '../../../trainer/src/predict/choose-columns';
import { predictRun } from '../../../trainer/src/predict/predict-run';
import { smallPlan } from '../../support/plan';
import { temporaryFolder } from '../../support/temporary-folder';
import { trainPlan } from '../train';
import { columnsIn, planOfSets } from './plans';

const rows = Array.from({ length: 30 }, (_, row) => [row % 7, (row * 5) % 11, (row % 7) + ((row * 5) % 11)]);
const csv = (heading: string, some: readonly (readonly number[])[]) =>
  `${heading}\n${some.map((row) => row.join(',')).join('\n')}\n`;
const [first, second] = [rows.slice(0, 18), rows.slice(18)];

const train = async () =>
  trainPlan(
    await planOfSets(
      `data whole { source: "whole.csv"; split: [100%, 0%, 0%] }
      input x = whole.a
      input y = whole.b
      shared trunk(x, y) { concat; dense(4, tanh) }
      task sum(trunk) { predict: whole.s as number }
      train { batch: 8; epochs: 20; optimizer: adam(rate: 0.05) }`,
      csv('a,b,s', rows),
      {
        sets: { one: csv('a,b,s', first), two: csv('A,B,S', second) },
        inputs: {
          x: [...columnsIn(['a'], 'one'), ...columnsIn(['A'], 'two')],
          y: [...columnsIn(['b'], 'one'), ...columnsIn(['B'], 'two')],
        },
        tasks: { sum: [...columnsIn(['s'], 'one'), ...columnsIn(['S'], 'two')] },
      },
    ),
  );

it('reads the columns of whichever data set the file has, and names what it lacks', async () => {
  const { folder } = await train();
  const predict = async (heading: string) => {
    const home = temporaryFolder({ 'new.csv': csv(heading, rows) });
    const out = join(home, 'out.csv');
    const problems = await predictRun(folder, join(home, 'new.csv'), out);
    return problems.length > 0
      ? problems.map((problem) => describeProblem(problem))
      : readFileSync(out, 'utf8');
  };
  const told = await predict('a,b,s');
  expect(told).toMatch(/^sum\r?\n|^s\r?\n/);
  expect(await predict('A,B,S')).toBe(told);
  expect(await predict('a,B,s')).toBe(told);
  const [lacks, ...others] = await predict('a,Bee,s');
  expect(others).toEqual([]);
  expect(lacks).toMatch(/new\.csv: The file lacks .* the input y: one\.b, two\.B\./);
});

it('leaves out what reads an input that the file has nothing of', async () => {
  const plan = await planOfSets(
    `data whole { source: "whole.csv"; split: [100%, 0%, 0%] }
    input x = whole.a
    input y = whole.b as category(values: 20)
    task sum(x) { predict: whole.s as number }
    task other(y) { embedding(2); flatten; predict: whole.a as number }
    train { batch: 8; epochs: 2 }`,
    csv('a,b,s', rows),
    {
      sets: {
        one: csv(
          'a,s',
          first.map(([a, , s]) => [a!, s!]),
        ),
        two: csv(
          'b,n',
          second.map(([a, b]) => [b!, a!]),
        ),
      },
      inputs: { x: columnsIn(['a'], 'one'), y: columnsIn(['b'], 'two') },
      tasks: { sum: columnsIn(['s'], 'one'), other: columnsIn(['n'], 'two') },
    },
  );
  const { folder } = await trainPlan(plan);
  const predict = async (heading: string) => {
    const home = temporaryFolder({ 'new.csv': csv(heading, [[1, 2]]) });
    const problems = await predictRun(folder, join(home, 'new.csv'), join(home, 'out.csv'));
    const lines = readFileSync(join(home, 'out.csv'), 'utf8').trim().split(/\r?\n/);
    return [...lines, ...problems.map((problem) => describeProblem(problem))];
  };
  const [both, one, two] = [await predict('a,b'), await predict('a,c'), await predict('c,b')];
  expect([both[0], one[0], two[0]]).toEqual(['s,n', 's', 'n']);
  expect(both).toEqual([both[0], `${one[1]},${two[1]}`]);
  expect(one[2]).toMatch(/new\.csv: The file has no columns of y, which other reads/);
});

it('has a model file whose inputs are called as the experiment calls them', async () => {
  const { folder } = await train();
  const session = await InferenceSession.create(join(folder, runFiles.model));
  expect(session.inputNames).toEqual(['x', 'y']);
  const file = readFileSync(join(folder, runFiles.model)).toString('latin1');
  expect(file).toContain('{"x":["a"],"y":["b"]}');
});

it('tells how many rows each data set has', async () => {
  const { folder, start, events } = await train();
  expect(start.rows.train).toBe(30);
  expect(start.data).toEqual([
    { name: 'one', rows: { train: 18, validation: 0, test: 0 } },
    { name: 'two', rows: { train: 12, validation: 0, test: 0 } },
  ]);
  expect(parseRunEvent(JSON.parse(JSON.stringify(start)))).toEqual(start);
  const io = { cwd: folder, colours: { stdout: false, stderr: false }, language: undefined } as never;
  expect(runText(folder, events, io)).toMatch(/^data +one: 18 training rows, two: 12 training rows$/m);
});

test('columns come from one data set where that has all, though an earlier one has some', () => {
  const plan = smallPlan();
  const [whole] = plan.data;
  const [input] = plan.inputs;
  const named = (name: string, ...from: readonly (readonly [string, string])[]) => ({
    ...input!,
    name,
    from: from.map(([data, column]) => ({ data, columns: [column] })),
  });
  const sets = {
    data: ['one', 'two'].map((name) => ({ ...whole!, name })),
    inputs: [named('x', ['one', 'a'], ['two', 'c']), named('y', ['one', 'b'], ['two', 'd'])],
  };
  const choose = (...names: readonly string[]) =>
    chooseColumns(sets, {
      files: ['new.csv'],
      columns: names.map((name) => ({ name, type: 'number', isSingle: false })),
    }).value;
  expect(choose('a', 'b', 'c', 'd')).toEqual([['a'], ['b']]);
  expect(choose('a', 'c', 'd')).toEqual([['c'], ['d']]);
  expect(choose('a', 'd')).toEqual([['a'], ['d']]);
  expect(choose('a', 'c')).toBeUndefined();
  const apart = { ...sets, inputs: [named('x', ['one', 'a']), named('y', ['two', 'd'], ['one', 'b'])] };
  const chooseApart = (...names: readonly string[]) =>
    chooseColumns(apart, {
      files: ['new.csv'],
      columns: names.map((name) => ({ name, type: 'number', isSingle: false })),
    }).value;
  expect(chooseApart('d')).toEqual([null, ['d']]);
  expect(chooseApart('a', 'd')).toEqual([['a'], ['d']]);
  expect(chooseApart('a', 'b', 'd')).toEqual([['a'], ['b']]);
  expect(chooseApart('a')).toBeUndefined();
});

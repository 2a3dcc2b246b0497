/** Rows of several data sets: what lies in one file lies alike in two, with the labels and inputs that each data set has. */
import { expect, it, test } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { parts } from '../../../contract/run-log';
import type { Plan } from '../../../contract/plan';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import type { RowStore } from '../../../trainer/src/rows/row-store';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { trainPlan, type TrainedRun } from '../train';
import { columnsIn, planOfSets } from './plans';

const random = createLcg(11);
/** The first 60 rows are those of the one data set, the others those of the other. */
const rows = Array.from({ length: 100 }, (_, row) => {
  const [a, b] = [random(), 100 * random() + row];
  const part = ['train', 'train', 'train', 'validation', 'test'][row % 5]!;
  const kind = a > 0.7 ? 'high' : a > 0.3 ? 'middle' : 'low';
  return { a: row % 9 === 4 ? '' : a, b, word: `w${row % 7} w${row % 3}`, kind, sum: a + b, part };
});
const csv = (
  columns: readonly (keyof (typeof rows)[number])[],
  some = rows,
  names: readonly string[] = columns,
) => `${names.join(',')}\n${some.map((row) => columns.map((column) => row[column]).join(',')).join('\n')}\n`;
const all = ['a', 'b', 'word', 'kind', 'sum', 'part'] as const;
const [first, second] = [rows.slice(0, 60), rows.slice(60)];

const text = `
data whole { source: "whole.csv"; split: part }
input x = whole[a, b] as numbers
input words = whole.word as tokens(length: 3, vocabulary: 6)
shared trunk(words) { embedding(3); globalAveragePool }
task high(trunk) { predict: whole.kind as classes(3) }
task kind(x) { predict: whole.kind as classes(3) }
task sum(x) { predict: whole.sum as number }
train { batch: 8; epochs: 3; seed: 4; optimizer: sgd(rate: 0.05) }
`;

async function load(plan: Plan, memory = 2 ** 30): Promise<RowStore> {
  const { value, problems } = await loadRows(plan, { scratch: temporaryFolder(), memory });
  if (!value) throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));
  return value;
}

async function loadInMemory(plan: Plan): Promise<RowsInMemory> {
  const store = await load(plan);
  if (!(store instanceof RowsInMemory)) throw new Error('the rows of a test fit in memory');
  return store;
}

const bothOf = (columns: readonly string[]) => columnsIn(columns, 'one', 'two');
/** The same rows, in two files that call some columns otherwise. */
const inTwo = () =>
  planOfSets(text, csv(all), {
    sets: { one: csv(all, first), two: csv(all, second, ['A', 'B', 'word', 'kind', 'SUM', 'part']) },
    inputs: {
      x: [...columnsIn(['a', 'b'], 'one'), ...columnsIn(['A', 'B'], 'two')],
      words: bothOf(['word']),
    },
    tasks: {
      kind: bothOf(['kind']),
      high: bothOf(['kind']),
      sum: [...columnsIn(['sum'], 'one'), ...columnsIn(['SUM'], 'two')],
    },
  });
const inOne = () => planOfSets(text, csv(all), { sets: { whole: csv(all) } });

const encodedIn = ({ all: { parts: own, inputs, tasks } }: RowsInMemory) => ({
  parts: own,
  inputs: inputs.map(({ values, lengths, scaling, vocabularies }) => ({
    values,
    lengths,
    scaling,
    vocabularies,
  })),
  tasks: tasks.map(({ values, mask, scaling, classes }) => ({ values, mask, scaling, classes })),
});

it('are those of one file that is cut in two, to the last bit', async () => {
  const [one, two] = [await loadInMemory(await inOne()), await loadInMemory(await inTwo())];
  expect(encodedIn(two)).toEqual(encodedIn(one));
  expect(two.patterns).toEqual(one.patterns);
  expect(one.sets).toEqual([{ name: 'whole', rows: { train: 60, validation: 20, test: 20 } }]);
  expect(two.sets).toEqual([
    { name: 'one', rows: { train: 36, validation: 12, test: 12 } },
    { name: 'two', rows: { train: 24, validation: 8, test: 8 } },
  ]);
});

const epochsOf = (run: TrainedRun) => run.of('epoch').map(({ results }) => results);

it('are trained on as those of one file', async () => {
  const [one, two] = [await trainPlan(await inOne()), await trainPlan(await inTwo())];
  expect(two.end.status).toBe('completed');
  expect(two.end.results).toEqual(one.end.results);
  expect(epochsOf(two)).toEqual(epochsOf(one));
});

/** Tasks that have labels in one data set each, with the columns of a file that has gaps where the other one has labels. */
const halves = {
  text: `
data whole { source: "whole.csv"; split: part }
input x = whole[a, b] as numbers
shared trunk(x) { dense(6, tanh) }
task kind(trunk) { predict: whole.kind as classes(3) }
task sum(trunk) { predict: whole.sum as number }
train { batch: 8; epochs: 4; seed: 4; optimizer: adam(rate: 0.01) }`,
  csv: csv(
    all,
    rows.map((row, index) => ({ ...row, ...(index < 60 ? { sum: '' as never } : { kind: '' }) })),
  ),
};
const inHalves = (change: Partial<Plan['train']> = {}) =>
  planOfSets(halves.text, halves.csv, {
    sets: { one: csv(all, first), two: csv(all, second) },
    inputs: { x: bothOf(['a', 'b']) },
    tasks: { kind: columnsIn(['kind'], 'one'), sum: columnsIn(['sum'], 'two') },
    train: change,
  });

test('tasks with data sets of their own train as tasks that lack labels in each other’s rows', async () => {
  const union = await planOfSets(halves.text, halves.csv, { sets: { whole: halves.csv } });
  const [one, two] = [await trainPlan(union), await trainPlan(await inHalves())];
  expect(two.end.status).toBe('completed');
  expect(two.start.tasks.map(({ labelled }) => labelled.train)).toEqual([36, 24]);
  expect(epochsOf(two)).toEqual(epochsOf(one));
  expect(two.end.results).toEqual(one.end.results);
});

test('an input that a data set does not feed is zero in its rows, on disk too', async () => {
  const plan = {
    ...(await planOfSets(text, csv(all), {
      sets: {
        one: csv(['a', 'b', 'kind', 'sum', 'part'], first),
        two: csv(['word', 'kind', 'part'], second),
      },
      inputs: { x: columnsIn(['a', 'b'], 'one'), words: columnsIn(['word'], 'two') },
      tasks: {
        kind: columnsIn(['kind'], 'one'),
        sum: columnsIn(['sum'], 'one'),
        high: columnsIn(['kind'], 'two'),
      },
    })),
  };
  const store = await loadInMemory(plan);
  const [x, words] = store.all.inputs;
  expect(x!.values.subarray(0, 2 * 60).every((value) => value === 0)).toBe(false);
  expect(x!.values.subarray(2 * 60).every((value) => value === 0)).toBe(true);
  expect(words!.values.subarray(0, 3 * 60).every((value) => value === 0)).toBe(true);
  expect(words!.lengths!.subarray(60).every((length) => length === 2)).toBe(true);
  const labelled = store.all.tasks.map(({ mask }) =>
    [0, 60].map((start) => mask.subarray(start, start + 40).includes(1)),
  );
  // In the order of the plan: the second task stands on words.
  expect(plan.tasks.map(({ name }) => name)).toEqual(['high', 'kind', 'sum']);
  expect(labelled).toEqual([
    [false, true],
    [true, false],
    [true, false],
  ]);
  const stored = await load(plan, 1);
  expect(stored.rowsIn).toBe('disk');
  expect(stored.sets).toEqual(store.sets);
  for (const part of parts) expect(await rowsOf(stored, part)).toEqual(await rowsOf(store, part));
  await stored.close();
  const { end } = await trainPlan(plan);
  expect(end.status).toBe('completed');
});

async function rowsOf(store: RowStore, part: (typeof parts)[number]) {
  const slices = await store.walkPart(part).take(store.sets.reduce((sum, own) => sum + own.rows[part], 0));
  return slices.flatMap(({ rows: { inputs, tasks }, chosen }) =>
    [...chosen].map((row) => [
      ...inputs.flatMap(({ values, lengths }, index) => {
        const { width } = store.inputs[index]!;
        return [...values.subarray(row * width, (row + 1) * width), lengths?.[row]];
      }),
      ...tasks.flatMap(({ values, mask, width }) => [
        ...values.subarray(row * width, (row + 1) * width),
        mask[row],
      ]),
    ]),
  );
}

test('a class is the same one as a number and as a text', async () => {
  const numbers = 'x,kind,part\n1,10,train\n2,9,train\n3,10,train\n4,9,validation\n';
  const texts = 'x,kind,part\n1,none,train\n2,9,train\n3,10,validation\n4,other,validation\n';
  const plan = await planOfSets(
    `data whole { source: "whole.csv"; split: part }
    input x = whole.x
    task kind(x) { predict: whole.kind as classes(4) }
    train { batch: 2; epochs: 1 }`,
    'x,kind,part\n1,9,train\n2,10,train\n',
    { sets: { one: numbers, two: texts }, inputs: { x: bothOf(['x']) }, tasks: { kind: bothOf(['kind']) } },
  );
  const { value, problems } = await loadRows(plan);
  const [kind] = (value as RowsInMemory).all.tasks;
  expect(kind!.classes).toEqual(['10', '9', 'none', 'other']);
  expect([...kind!.values]).toEqual([0, 1, 0, 1, 2, 1, 0, 3]);
  expect(problems.map((problem) => describeProblem(problem)).join()).toMatch(
    /No training row has the class other/,
  );
});

const planOfFiles = (one: string, two: string) =>
  planOfSets(halves.text, halves.csv, {
    sets: { one, two },
    inputs: { x: bothOf(['a', 'b']) },
    tasks: { kind: columnsIn(['kind'], 'one'), sum: columnsIn(['sum'], 'two') },
  });

const told = async (one: string, two: string) =>
  (await loadRows(await planOfFiles(one, two))).problems.map((problem) => describeProblem(problem));

test('what is wrong with rows names the file of their data set, of all at once', async () => {
  const good = csv(all, first);
  const [word] = await told(good, good.replace(/\n([^,]*),([^,]*),/, '\n$1,much,'));
  expect(word).toMatch(/two\.csv.*row 1 holds “much”/);
  const both = await told('a,b,kind\n1,2,low\n', 'a,sum,part\n1,2,train\n');
  expect(both.filter((problem) => /one\.csv.*no column “part”/.test(problem))).toHaveLength(1);
  const [missing] = await told(good, 'a,sum,part\n1,2,train\n');
  expect(missing).toMatch(/two\.csv.*no column “b”/);
  const [unlabelled] = await told(
    good,
    csv(
      all,
      second.map((row) => ({ ...row, sum: '' as never })),
    ),
  );
  expect(unlabelled).toMatch(/two\.csv.*“sum” has no value|two\.csv.*sum is empty/);
});

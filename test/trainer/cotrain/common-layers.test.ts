/** Networks with their first layers in common, on both engines, against the same experiment with these layers in a shared block. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../../catalog';
import type { Plan } from '../../../contract/plan';
import { onnxExecutor, referenceExecutor } from '../../../trainer/src/executors';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { tasksTaughtApart } from '../../../trainer/src/program/tasks-taught-apart';
import type { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';
import { take } from './take-steps';

const names = ['first', 'second', 'third'];

/** 40 rows, of which half has labels. */
async function planWith(blocks: string, share: string, method: string, train = ''): Promise<Plan> {
  const random = createLcg(5);
  const rows = Array.from({ length: 40 }, (_, row) => {
    const [a, b] = [random(), random()];
    const part = row % 5 === 0 ? 'test' : 'train';
    return [a, b, row % 2 > 0 && part === 'train' ? '' : a > b ? 'more' : 'less', part].join(',');
  });
  const directory = temporaryFolder({ 'd.csv': `a,b,kind,part\n${rows.join('\n')}\n` });
  return planOf(
    `data d { source: "d.csv"; split: part }
    input x = d[a, b] as numbers
    ${blocks}
    task kind(${names.join(', ')}) { predict: d.kind as classes(2) }
    cotrain ${names.join(' <-> ')} { task: kind; method: ${method}; ${share} }
    train { optimizer: adam(rate: 0.05); batch: 6; epochs: 3; ${train} }`,
    directory,
  );
}

const inCommon = (method: string, layers = 'dense(5, tanh); dense(3)', train = '') =>
  planWith(
    names.map((name) => `network ${name}(x) { ${layers} }`).join('\n'),
    'share: parameters(first: 1)',
    method,
    train,
  );

/** The first layer in a block that all networks stand on. */
const inBlock = (method: string) =>
  planWith(
    [
      'shared trunk(x) { dense(5, tanh) }',
      ...names.map((name) => `network ${name}(trunk) { dense(3) }`),
    ].join('\n'),
    '',
    method,
  );

const pair = names.join(' <-> ');

/** The name that a state of networks has where their first layer is in a shared block. */
const inBlockName = (name: string): string =>
  name
    .replace(`${pair}/1.dense`, 'trunk/1.dense')
    .replace(/(^|\/)(first|second|third)\/2\.dense/, '$1$2/1.dense');

const renamed = (states: NamedValues): NamedValues =>
  Object.fromEntries(Object.entries(states).map(([name, values]) => [inBlockName(name), values]));

/** Networks have labels of their own where the method passes labels to some of them. */
const owning = (plan: Plan) => (rows: RowsInMemory) =>
  rows.withLabels(
    rows.tasks.map((labels) =>
      tasksTaughtApart(plan).has(labels.name)
        ? { ...labels, own: Object.fromEntries(names.map((name) => [name, labels])) }
        : labels,
    ),
  );

const methods = Object.values(catalog.cotraining).map(({ example }) => example);

describe.each([referenceExecutor, onnxExecutor])('on $name', (executor) => {
  it.each(methods)('%s trains what a shared block would be', async (method) => {
    const plan = await inCommon(method);
    const common = await take(plan, executor, 5, owning(plan));
    const begin = renamed(common.start);
    const other = await take(await inBlock(method), executor, 5, owning(plan), undefined, (start) => {
      expect(Object.keys(begin).toSorted()).toEqual(Object.keys(start).toSorted());
      return begin;
    });
    const states = renamed(common.states);
    const moved = common.states[`${pair}/1.dense/weight`]!;
    expect(moved).not.toEqual(common.start[`${pair}/1.dense/weight`]);
    for (const [name, values] of Object.entries(other.states))
      expect([...states[name]!].map(Number), name).toEqual(
        [...values].map((value) => expect.closeTo(Number(value), 5)),
      );
    expect([...common.outputs['losses']!]).toEqual(
      [...other.outputs['losses']!].map((loss) => expect.closeTo(Number(loss), 5)),
    );
  });
});

test.each(['propagation', 'triTraining', 'meanTeacher'])('both engines agree, by %s', async (method) => {
  const plan = await inCommon(method, 'batchNorm; dense(5, tanh); dense(3)');
  const [one, other] = [
    await take(plan, referenceExecutor, 5, owning(plan)),
    await take(plan, onnxExecutor, 5, owning(plan)),
  ];
  for (const [name, values] of Object.entries(one.states))
    expect([...other.states[name]!].map(Number), name).toEqual(
      [...values].map((value) => expect.closeTo(Number(value), 4)),
    );
});

test('running means are kept of one set', async () => {
  const { states } = await take(await inCommon('meanTeacher'), referenceExecutor, 2);
  const means = Object.keys(states).filter(
    (name) => name.startsWith('average/') && name.includes('1.dense/weight'),
  );
  expect(means).toEqual([`average/${pair}/1.dense/weight`]);
});

test('a network whose labels are its own moves what all have in common, and nothing of the others', async () => {
  const plan = await inCommon('triTraining');
  const labelled = (own: number) =>
    take(plan, referenceExecutor, 1, (rows) =>
      rows.withLabels(
        rows.tasks.map((labels) => ({
          ...labels,
          own: {
            first: labels,
            second: { ...labels, mask: own ? labels.mask : labels.mask.map(() => 0) },
            third: labels,
          },
        })),
      ),
    );
  const [all, without] = [await labelled(1), await labelled(0)];
  const differing = Object.keys(all.states)
    .filter((name) => !name.startsWith('optimizer'))
    .filter((name) => [...all.states[name]!].join() !== [...without.states[name]!].join());
  expect(differing.filter((name) => !name.split('/').includes('second'))).toEqual([
    `${pair}/1.dense/weight`,
    `${pair}/1.dense/bias`,
  ]);
});

test('a run of rounds trains them, and tells no weights', async () => {
  const { of, end } = await trainPlan(await inCommon('propagation(sigma: 0.5, confidence: 0.5, take: 4)'));
  expect(end.status).toBe('completed');
  expect(of('round').length).toBeGreaterThan(1);
  expect(of('round').every((round) => round.shares === undefined)).toBe(true);
});

/** Steps in which networks have labels of their own, or teach each other, on both engines. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../contract/plan';
import { onnxExecutor, referenceExecutor } from '../../../trainer/src/executors';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { predictingStates } from '../../../trainer/src/program/averages';
import { rowsOfStep } from '../../../trainer/src/program/rows-of-step';
import type { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import type { TaskLabels } from '../../../trainer/src/rows/training-rows';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';
import { take } from './take-steps';

const batch = 6;

/** 24 rows, of which a quarter has labels; three networks. */
async function planBy(method: string): Promise<Plan> {
  const random = createLcg(5);
  const rows = Array.from({ length: 24 }, (_, row) => {
    const [a, b] = [random(), random()];
    return [a, b, row % 4 > 0 ? '' : a > b ? 'more' : 'less'].join(',');
  });
  const directory = temporaryFolder({ 'd.csv': `a,b,kind\n${rows.join('\n')}\n` });
  const names = ['first', 'second', 'third'];
  return planOf(
    `data d { source: "d.csv"; split: [100%, 0%, 0%] }
    input x = d[a, b] as numbers
    ${names.map((name) => `network ${name}(x) { dense(4, tanh) }`).join('\n')}
    task kind(${names.join(', ')}) { predict: d.kind as classes(2) }
    cotrain ${names.join(' <-> ')} { task: kind; method: ${method} }
    train { optimizer: adam(rate: 0.1); batch: ${batch}; epochs: 3 }`,
    directory,
  );
}

const changed = (a: NamedValues, b: NamedValues) =>
  Object.keys(a).filter((name) => !isDeepStrictEqual(a[name], b[name]));

/** What belongs to a network: its block, and its head. */
const ofNetwork = (name: string) => (state: string) => state.split('/').includes(name);

const withLabels = (make: (labels: TaskLabels) => TaskLabels) => (rows: RowsInMemory) =>
  rows.withLabels(rows.tasks.map(make));

/** The second network has labels of its own. */
const apart = (second: (labels: TaskLabels) => Uint8Array) =>
  withLabels((labels) => ({
    ...labels,
    own: { first: labels, second: { ...labels, mask: second(labels) }, third: labels },
  }));

describe.each([referenceExecutor, onnxExecutor])('on $name', (executor) => {
  it('a label for one network moves that one alone', async () => {
    const plan = await planBy('triTraining');
    const all = await take(
      plan,
      executor,
      1,
      apart(({ mask }) => mask),
    );
    const without = await take(
      plan,
      executor,
      1,
      apart(({ mask }) => mask.with(4, 0)),
    );
    const moved = changed(all.states, without.states);
    expect(moved.filter(ofNetwork('second')).length).toBeGreaterThan(2);
    expect(moved.filter((name) => !ofNetwork('second')(name))).toEqual([]);
  });

  it('a batch without a label for one network leaves that one as it is, in spite of momentum', async () => {
    const plan = await planBy('triTraining');
    const labelled = apart(({ mask }) => mask);
    const once = await take(plan, executor, 1, labelled);
    const unlabelledThen = await take(plan, executor, 2, labelled, (feeds) =>
      feeds['mask/kind/second']!.fill(0 as never, batch),
    );
    const moved = changed(unlabelledThen.states, once.states);
    expect(moved.filter(ofNetwork('first')).length).toBeGreaterThan(2);
    expect(moved.filter(ofNetwork('second'))).toEqual([]);
    const labelledThen = await take(plan, executor, 2, labelled);
    expect(changed(labelledThen.states, once.states).filter(ofNetwork('second')).length).toBeGreaterThan(2);
  });

  it('labels of their own that are those of all change nothing', async () => {
    const plan = await planBy('triTraining');
    const own = withLabels((labels) => ({
      ...labels,
      own: { first: labels, second: labels, third: labels },
    }));
    const apart = await take(plan, executor, 3, own);
    const common = await take(await planBy('propagation'), executor, 3);
    expect([...apart.outputs['losses']!]).toEqual([...common.outputs['losses']!]);
    // Updates are counted for each network then.
    const others = changed(apart.states, common.states).filter(
      (name) => !name.startsWith('optimizer/updates'),
    );
    expect(others).toEqual([]);
  });

  it('running means follow every parameter, plainly at first, and predictions are made with them', async () => {
    const plan = await planBy('meanTeacher(decay: 0.7)');
    const taken: NamedValues[] = [];
    for (const steps of [1, 2, 3, 4, 5]) taken.push((await take(plan, executor, steps)).states);
    const names = Object.keys(taken[0]!).filter((name) => `average/${name}` in taken[0]!);
    expect(names).toHaveLength(12);
    for (const name of names) {
      let mean = [...taken[0]![name]!].map(Number);
      for (const [index, states] of taken.entries()) {
        // min(1 - 1/n, .7) in step n.
        const alpha = Math.min(1 - 1 / (index + 1), 0.7);
        mean = mean.map((each, at) => alpha * each + (1 - alpha) * Number(states[name]![at]));
        for (const [at, value] of states[`average/${name}`]!.entries())
          expect(Number(value)).toBeCloseTo(mean[at]!, 5);
      }
    }
    const [last] = taken.slice(-1);
    const predicting = predictingStates(last!);
    for (const name of names) expect(predicting[name]).toBe(last![`average/${name}`]);
  });

  it.each(['mutual', 'deepCotraining', 'fixMatch(threshold: 0)', 'meanTeacher'])(
    '%s learns from rows without labels',
    async (method) => {
      const plan = await planBy(method);
      const unlabelled = batch * (method.startsWith('fixMatch') ? 7 : 1);
      expect(rowsOfStep(plan)).toEqual({ labelled: batch, unlabelled, all: batch + unlabelled });
      const before = await take(plan, executor, 1);
      const after = await take(plan, executor, 1, (rows) => {
        for (const row of rows.all.parts.train) {
          if (rows.tasks[0]!.mask[row] === 0) rows.inputs[0]!.values.fill(0.5, 2 * row, 2 * row + 2);
        }
        return rows;
      });
      expect(changed(before.states, after.states).length).toBeGreaterThan(6);
      expect(before.outputs['counts']![0]).toBe(batch);
    },
  );

  it.each([
    'mutual',
    'deepCotraining',
    'coTeaching(forget: 0.5, ramp: 1)',
    'fixMatch(threshold: 0)',
    'meanTeacher',
  ])('%s changes nothing in a batch without a label', async (method) => {
    const plan = await planBy(method);
    const { states, outputs, start } = await take(plan, executor, 1, undefined, (feeds) =>
      feeds['mask/kind']!.fill(0 as never),
    );
    expect([...outputs['losses']!]).toEqual([0]);
    expect(changed(states, start).filter((name) => !name.startsWith('optimizer/updates'))).toEqual([]);
  });
});

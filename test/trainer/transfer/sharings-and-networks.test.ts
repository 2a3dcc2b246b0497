/** Blocks of every sharing, and networks that teach each other, start from another run and stay as they are. */
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTrainedRun } from '../../../server/src/lsp/runs/read-trained-run';
import { trainPlan } from '../train';
import { experiment, inTrunk, kind, planFrom, resume, statesOf, sum, train, unchanged } from './runs';

const pair = (file: string, method: string) => `data d { source: "${file}"; split: part }
    input x = d[a, b]
    input y = d[b, c]
    network left(x) { dense(6, tanh); batchNorm; dense(4) }
    network right(y) { dense(5, tanh) }
    task kind(left, right) { predict: d.kind as classes(2) }
    cotrain left <-> right { task: kind; method: ${method}; rounds: 2 }
    train { batch: 20; epochs: 2 }`;

/** States as a run predicts with them: with averages in place of parameters that have one. */
const averaged = (states: ReturnType<typeof statesOf>) =>
  Object.fromEntries(
    Object.entries(states).map(([name, values]) => [name, states[`average/${name}`] ?? values]),
  );

describe('every sharing', () => {
  it.each([
    'crossStitch',
    'mmoe(experts: 2)',
    'cgc(shared: 1, own: 1)',
    'ple(levels: 2)',
    'mtan',
    'dselectK(experts: 2)',
  ])('%s keeps the whole block under its names', async (sharing) => {
    const shared = `sharing: ${sharing}; dense(8, tanh); dense(6, relu)`;
    const a = await train(experiment('a.csv', shared, `${kind}\n${sum}`));
    const plan = await planFrom(experiment('b.csv', shared, `${kind}\n${sum}`), a, { freeze: 'all' });
    const b = await trainPlan(plan);
    expect(b.end.status).toBe('completed');
    const names = Object.keys(statesOf(b)).filter(inTrunk);
    expect(names.length).toBeGreaterThan(4);
    expect(unchanged(a, b, inTrunk)).toEqual(names);
    const half = await trainPlan({ ...plan, blocks: [{ ...plan.blocks[0]!, freeze: 1 }] });
    const kept = unchanged(a, half, inTrunk);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every((name) => name.includes('/1.dense/'))).toBe(true);
  });
});

describe('networks that teach each other', () => {
  it.each(['propagation(take: 5)', 'mutual', 'meanTeacher'])(
    '%s leaves a frozen one alone',
    async (method) => {
      const text = (file: string) =>
        method.startsWith('p') ? pair(file, method) : pair(file, method).replace('; rounds: 2', '');
      const a = await train(text('a.csv'));
      const plan = await planFrom(text('b.csv'), a, { freeze: 'all' });
      const b = await trainPlan(plan);
      expect(b.end.status).toBe('completed');
      const taken = averaged(statesOf(a));
      const names = Object.keys(taken).filter((name) => name.startsWith('left/'));
      expect(names.length).toBe(8);
      for (const name of names) expect(statesOf(b)[name], name).toEqual(taken[name]);
      // It goes on from before its first step without the other run.
      const cut = await trainPlan(plan, 'checkpoint');
      rmSync(a.folder, { recursive: true });
      expect(await resume(cut, plan)).toBe('completed');
      for (const name of Object.keys(statesOf(b)).filter((one) => !one.startsWith('@')))
        expect(statesOf(cut)[name], name).toEqual(statesOf(b)[name]);
      expect(statesOf(b)['right/1.dense/weight']).not.toEqual(taken['right/1.dense/weight']);
    },
  );
});

describe('networks that have layers in common', () => {
  const common = `data d { source: "a.csv"; split: part }
    input x = d[a, b]
    input y = d[b, c]
    network left(x) { dense(6, tanh); dense(4) }
    network right(y) { dense(6, tanh); batchNorm; dense(5) }
    task kind(left, right) { predict: d.kind as classes(2) }
    cotrain left <-> right { task: kind; method: propagation(take: 5); share: parameters(first: 1); rounds: 2 }
    train { batch: 20; epochs: 2 }`;
  const after = `data d { source: "b.csv"; split: part }
    input y = d[b, c]
    network right(y) { dense(6, tanh); batchNorm; dense(5) }
    task sum(right) { predict: d.sum as number }
    train { batch: 20; epochs: 2 }`;

  it('give each of them what it was, and the editor knows it', async () => {
    const a = await train(common);
    const plan = await planFrom(after, a, { freeze: 'all' });
    const b = await trainPlan(plan);
    expect(b.end.status).toBe('completed');
    const [there, here] = [statesOf(a), statesOf(b)];
    expect(here['right/1.dense/weight']).toEqual(there['left <-> right/1.dense/weight']);
    expect(here['right/2.batchNorm/mean']).toEqual(there['right/2.batchNorm/mean']);
    expect(here['right/3.dense/weight']).toEqual(there['right/3.dense/weight']);
    const told = await readTrainedRun({ directory: plan.directory, run: plan.blocks[0]!.from! });
    const [, right] = told.state === 'known' ? told.run.blocks : [];
    expect(right!.states.map(({ name, shape }) => `${name} ${shape.join('x')}`).toSorted()).toEqual([
      '1.dense/bias 6',
      '1.dense/weight 2x6',
      '2.batchNorm/bias 6',
      '2.batchNorm/gain 6',
      '2.batchNorm/mean 6',
      '2.batchNorm/variance 6',
      '3.dense/bias 5',
      '3.dense/weight 6x5',
    ]);
  });
});

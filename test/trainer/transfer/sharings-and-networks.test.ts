/** Blocks of every sharing, and networks that teach each other, start from another run and stay as they are. */
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

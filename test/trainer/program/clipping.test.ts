/** Clipping in a step of training: what reaches the parameters, on every engine. */
import { describe, expect, it } from 'vitest';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import type { Plan } from '../../../contract/plan';
import { executors, openTraining, twoTasks } from './two-tasks';

const descent = { optimizer: 'sgd(rate: 1)', weighting: 'equal' };
const learned = { ...descent, weighting: 'uncertainty' };
const bothLabels = { left: 1, right: 1 };

describe.each(executors)('on $name', (executor) => {
  /** How far the first step moves each number of each parameter: minus the gradient that the optimizer saw. */
  async function movesOf(plan: Plan): Promise<ReadonlyMap<string, readonly number[]>> {
    const training = await openTraining(plan, executor);
    const before = copy(await training.states());
    await training.step(bothLabels);
    const after = await training.states();
    const names = Object.keys(before).filter((name) => !name.startsWith('optimizer/'));
    return new Map(
      names.map((name) => {
        const [from, to] = [before[name] as Float32Array, after[name] as Float32Array];
        return [name, Array.from(to, (value, place) => value - from[place]!)];
      }),
    );
  }

  it('by norm shortens the gradient of all parameters together', async () => {
    const free = await movesOf(await twoTasks(descent));
    const length = Math.hypot(...[...free.values()].flat());
    const clipped = await movesOf(await twoTasks(descent, 'all', `clip: norm(${length / 4})`));
    expect(Math.hypot(...[...clipped.values()].flat())).toBeCloseTo(length / 4, 4);
    for (const [name, moves] of clipped)
      expect(moves).toEqual(free.get(name)!.map((move) => expect.closeTo(move / 4, 5)));
  });

  it('by a norm that is not reached changes nothing', async () => {
    const clipped = await movesOf(await twoTasks(descent, 'all', 'clip: norm(1000)'));
    expect(clipped).toEqual(await movesOf(await twoTasks(descent)));
  });

  it('by value cuts each number for itself', async () => {
    const free = await movesOf(await twoTasks(descent));
    const clipped = await movesOf(await twoTasks(descent, 'all', 'clip: value(0.05)'));
    for (const [name, moves] of clipped)
      expect(moves).toEqual(free.get(name)!.map((move) => expect.closeTo(cut(move), 6)));
    expect([...free.values()].flat().some((move) => Math.abs(move) > 0.05)).toBe(true);
  });

  it('leaves what the weighting learns as it is', async () => {
    const free = await movesOf(await twoTasks(learned));
    const clipped = await movesOf(await twoTasks(learned, 'all', 'clip: value(0.000001)'));
    const [name] = [...free.keys()].filter((key) => key.startsWith('weighting/'));
    expect(clipped.get(name!)).toEqual(free.get(name!));
    expect(free.get(name!)!.some((move) => Math.abs(move) > 0.001)).toBe(true);
  });
});

const cut = (move: number): number => Math.min(0.05, Math.max(-0.05, move));

const copy = (states: NamedValues): NamedValues =>
  Object.fromEntries(Object.entries(states).map(([name, values]) => [name, values.slice()]));

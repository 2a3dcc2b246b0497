/** What every session keeps to: states that go on, several steps at once, and errors that name what is wrong. */
import { expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program } from '../../../graph';
import { ExecutorError, type Executor, type NamedValues, type Session } from '../../../trainer/src/executors';

/** Declares the tests, within the `describe` of the caller. A device may answer an index out of range with any number. */
export function testSessions(executor: Executor, { checksIndices = true } = {}): void {
  test('states go from step to step and from run to run', async () => {
    const session = await open(executor);
    expect(await session.run({ x: Float32Array.of(1, 2, 3, 4) }, 2)).toEqual({
      total: Float32Array.of(2, 104, 8, 112),
      before: Float32Array.of(0, 100, 2, 104),
      count: BigInt64Array.of(5n, 6n),
      again: Float32Array.of(2, 104, 8, 112),
      even: Uint8Array.of(1, 0, 0, 0),
    });
    expect(await session.run({ x: Float32Array.of(0, 1) }, 1)).toMatchObject({ count: BigInt64Array.of(7n) });
    expect(await session.readStates()).toEqual({
      total: Float32Array.of(8, 114),
      count: BigInt64Array.of(8n),
      factor: Float32Array.of(2),
    });
    await session.dispose();
  });

  test('some states can be written while the others stay', async () => {
    const session = await open(executor);
    await session.run({ x: Float32Array.of(1, 1) }, 1);
    await session.writeStates({ factor: Float32Array.of(10) });
    expect(await session.run({ x: Float32Array.of(1, 1) }, 1)).toMatchObject({
      total: Float32Array.of(12, 112),
    });
    await session.dispose();
  });

  test('what was read or written does not change with the session', async () => {
    const session = await open(executor);
    const written = Float32Array.of(1, 1);
    await session.writeStates({ total: written });
    written.fill(99);
    const read = await session.readStates();
    await session.run({ x: Float32Array.of(1, 1) }, 1);
    expect(read['total']).toEqual(Float32Array.of(1, 1));
    await session.dispose();
  });

  test('a program without feeds runs as often as it is told', async () => {
    const count = graph.state('count', []);
    const next = graph.add(count, graph.constant(1));
    const session = await executor.prepare(
      { feeds: {}, states: { count: { source: count, next } }, outputs: { count: next } },
      { threads },
    );
    await session.writeStates({ count: Float32Array.of(0) });
    expect(await session.run({}, 4)).toEqual({ count: Float32Array.of(1, 2, 3, 4) });
    await session.dispose();
  });

  const mistakes: readonly (readonly [of: string, (session: Session) => Promise<unknown>, RegExp])[] = [
    [
      'a feed that is too long',
      (s) => s.run({ x: new Float32Array(5) }, 2),
      /the feed x takes 4 values, but was given 5/,
    ],
    ['a feed that is missing', (s) => s.run({}, 1), /the feed x is missing/],
    ['a feed of another type', (s) => s.run({ x: new Uint8Array(2) }, 1), /the feed x is float32/],
    ['an unknown feed', (s) => s.run({ x: new Float32Array(2), y: new Float32Array(2) }, 1), /no feed y/],
    ['no steps', (s) => s.run({ x: new Float32Array(0) }, 0), /0 steps cannot be run/],
    ['an unknown state', (s) => s.writeStates({ y: new Float32Array(2) }), /no state y/],
    [
      'a state that is too short',
      (s) => s.writeStates({ total: new Float32Array(1) }),
      /the state total takes 2/,
    ],
  ];
  test.each(mistakes)('%s is refused by name', async (_, act, reason) => {
    const session = await open(executor);
    const failure = await act(session).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExecutorError);
    expect(String(failure)).toMatch(reason);
    await session.dispose();
  });

  test('a run before all states are written is refused', async () => {
    const session = await executor.prepare(accumulator(), { threads });
    await session.writeStates({ total: start['total']!, factor: start['factor']! });
    await expect(session.run({ x: new Float32Array(2) }, 1)).rejects.toThrow(
      /the state count was never written/,
    );
    await session.dispose();
  });

  test.runIf(checksIndices)('what goes wrong while it runs is an error of the executor', async () => {
    const indices = graph.feed('indices', [1], 'int64');
    const picked = graph.gather(graph.constant([1, 2, 3], [3]), indices, 0);
    const session = await executor.prepare(
      { feeds: { indices }, states: {}, outputs: { picked } },
      { threads },
    );
    await expect(session.run({ indices: BigInt64Array.of(7n) }, 1)).rejects.toThrow(ExecutorError);
    expect(await session.run({ indices: BigInt64Array.of(2n) }, 1)).toEqual({ picked: Float32Array.of(3) });
    await session.dispose();
  });

  const unsound: readonly (readonly [of: string, Program, RegExp])[] = [
    [
      'a source that is not listed',
      { feeds: {}, states: {}, outputs: { y: graph.negate(graph.feed('x', [1])) } },
      /does not list its feed x/,
    ],
    [
      'a state that changes its shape',
      {
        feeds: {},
        states: { s: { source: graph.state('s', [2]), next: graph.constant(0, [3]) } },
        outputs: {},
      },
      /the state s turns from float32 \[2\] into float32 \[3\]/,
    ],
  ];
  test.each(unsound)('%s is refused', async (_, program, reason) => {
    const failure = await executor.prepare(program, { threads }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExecutorError);
    expect(String(failure)).toMatch(reason);
  });
}

/** Adds up what it is fed, counts its steps, and holds a factor that never changes. */
function accumulator(): Program {
  const x = graph.feed('x', [2]);
  const total = graph.state('total', [2]);
  const count = graph.state('count', [], 'int64');
  const factor = graph.state('factor', []);
  const next = graph.add(total, graph.multiply(x, factor));
  return {
    feeds: { x },
    states: {
      total: { source: total, next },
      count: { source: count, next: graph.add(count, graph.constant(1, [], 'int64')) },
      factor: { source: factor, next: factor },
    },
    outputs: { total: next, before: total, count, again: next, even: graph.less(x, graph.constant(2)) },
  };
}

const start: NamedValues = {
  total: Float32Array.of(0, 100),
  count: BigInt64Array.of(5n),
  factor: Float32Array.of(2),
};
const threads = 1;

async function open(executor: Executor): Promise<Session> {
  const session = await executor.prepare(accumulator(), { threads });
  await session.writeStates(start);
  return session;
}

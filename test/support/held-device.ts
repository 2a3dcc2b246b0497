/**
 * Keeps a device open through the tests of a `describe`. The runtime lets go of a device with its last session, and of every kernel that
 * was compiled for it, which on a driver without a card takes many times as long as running them.
 */
import { afterAll, beforeAll } from 'vitest';
import { add, feed } from '../../graph';
import type { Executor, Session } from '../../trainer/src/executors';

export function holdDevice(executor: Executor): void {
  let held: Session | undefined;
  beforeAll(async () => {
    const x = feed('x', [1]);
    held = await executor.prepare({ feeds: { x }, states: {}, outputs: { y: add(x, x) } }, { threads: 1 });
  });
  afterAll(() => held?.dispose());
}

/** Starts the threads that share steps, and opens the share of this one. */
import type { ProgramShard } from '../../../../../graph/sharding/shard-program';
import type { Engine } from '../engine';
import { memoryFor, type StepPlan } from '../stepping/step-plan';
import { Stepper } from '../stepping/stepper';
import type { Steps } from '../stepping/stepping-session';
import { Exchange, shareMemory, type Exchanged } from './exchange';
import { Shard } from './shard';
import { ShardThread } from './shard-thread';
import { SharedSteps } from './shared-steps';

/**
 * `plans` are those of the shards, of which this thread takes the first; `file` is the bundle of `shard-main.ts`. Undefined where the updates
 * are too many for a memory. Rejects where a thread cannot begin.
 */
export async function openSharedSteps(
  engine: Engine,
  shards: readonly ProgramShard[],
  plans: readonly StepPlan[],
  file: string,
): Promise<Steps | undefined> {
  const [plan, ...others] = plans as readonly [StepPlan, ...StepPlan[]];
  const memory = memoryFor(plan);
  if (!memory) return undefined;
  const exchanged: Exchanged = {
    summed: [...memory.outputs.keys()].filter((name) => shards[0]!.partial.has(name)),
    states: [...memory.states.keys()].filter((name) => name in plan.read),
  };
  const count = plans.length;
  const shared = shareMemory(exchanged, memory, count);
  const own = { count, index: 0 };
  const exchange = new Exchange(exchanged, shared, memory, own);
  const threads = others.map((other, at) => {
    const task = { executor: engine.name, plan: other, exchanged, shared, part: { count, index: at + 1 } };
    return new ShardThread(file, task, () => exchange.giveUp());
  });
  try {
    const [native] = await Promise.all([
      engine.create(plan.model.bytes, 1),
      ...threads.map((thread) => thread.ready()),
    ]);
    const stepper = new Stepper(engine.runtime, native, plan, memory);
    const scattered = new Set([...memory.states.keys()].filter((name) => !exchanged.states.includes(name)));
    return new SharedSteps({ shards, own: new Shard(stepper, exchange, own), others: threads, scattered });
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.end()));
    throw error;
  }
}

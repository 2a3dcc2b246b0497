/** Opens a program that runs step by step: in threads that share each step where that is faster, else in this thread alone. */
import { existsSync } from 'node:fs';
import type { Program } from '../../../../graph';
import type { SplitProgram } from '../updates/split-program';
import type { Engine } from './engine';
import { openSharedSteps } from './sharing/open-shared-steps';
import { planShards } from './sharing/plan-shards';
import { ownSteps } from './stepping/own-steps';
import { memoryFor, planSteps } from './stepping/step-plan';
import { Stepper } from './stepping/stepper';
import type { Steps } from './stepping/stepping-session';
import { stepsInBlocks } from './stepping/steps-in-blocks';

export interface Threads {
  readonly count: number;
  /** The program of those that share steps; undefined where steps are not shared. */
  readonly file: string | undefined;
}

/** Undefined where the updates are too many for a memory. */
export async function openSteps(
  engine: Engine,
  program: Program,
  split: SplitProgram,
  { count, file }: Threads,
): Promise<Steps | undefined> {
  const shards = file !== undefined && existsSync(file) ? planShards(split, count) : [];
  if (shards.length > 1) {
    const plans = shards.map((shard) =>
      planSteps({ ...split, rest: shard.program }, program.states, engine, 1),
    );
    // Where no threads can be had, this one does the work: slower, and the same.
    const steps = await openSharedSteps(engine, shards, plans, file!).catch(() => undefined);
    if (steps) return stepsInBlocks(steps, plans[0]!.inBlocks, engine.block);
  }
  const plan = planSteps(split, program.states, engine, count);
  const memory = memoryFor(plan);
  if (!memory) return undefined;
  const native = await engine.create(plan.model.bytes, count);
  const steps = ownSteps(new Stepper(engine.runtime, native, plan, memory));
  return stepsInBlocks(steps, plan.inBlocks, engine.block);
}

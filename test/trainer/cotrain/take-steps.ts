/** Steps of learning as the trainer takes them, one by one, of networks that teach each other. */
import type { Plan } from '../../../contract/plan';
import type { Executor, NamedValues, Values } from '../../../trainer/src/executors/executor';
import { FeedBuffers } from '../../../trainer/src/loop/feed-buffers';
import { fillFeeds } from '../../../trainer/src/loop/fill-feeds';
import { scalarFeeds } from '../../../trainer/src/loop/scalar-feeds';
import { walkSteps } from '../../../trainer/src/loop/walk-steps';
import { rowsOfStep } from '../../../trainer/src/program/rows-of-step';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';

/**
 * Takes `steps` steps, with other labels or inputs if `change` makes some, from other states if `begin` does; answers the states and what the last call
 * told.
 */
export async function take(
  plan: Plan,
  executor: Executor,
  steps: number,
  change: (rows: RowsInMemory) => RowsInMemory = (rows) => rows,
  fed: (feeds: Record<string, Values>) => void = () => {},
  begin: (start: NamedValues) => NamedValues = (start) => start,
): Promise<{ readonly start: NamedValues; readonly states: NamedValues; readonly outputs: NamedValues }> {
  const { value } = await loadRows(plan);
  if (!(value instanceof RowsInMemory)) throw new Error('the rows of a test fit in memory');
  const rows = change(value);
  const { program, start } = buildTrainingProgram(plan, rows);
  const session = await executor.prepare(program, { threads: 1 });
  const first = begin(start());
  await session.writeStates(first);
  const walk = walkSteps(plan, rows, { seed: 1, first: 1, end: steps + 1 }, 0);
  const segments = Array.from({ length: steps }, (_, from) => ({
    epoch: from + 1,
    steps: 1,
    rows: plan.train.batch,
    from: 0,
    endsEpoch: true,
  }));
  const placed = await walk.take({ segments, steps });
  const feeds = fillFeeds(program, rows, placed, steps * rowsOfStep(plan).all, new FeedBuffers());
  fed(feeds);
  const scalars = scalarFeeds(program, plan.train, { step: 0, done: 0, of: 1000, losses: [] }, steps);
  const outputs = await session.run({ ...feeds, ...scalars.feeds }, steps);
  const states = await session.readStates();
  await session.dispose();
  return { start: first, states, outputs };
}

/** A small experiment of two tasks on one trunk, and its training program on an engine, step by step. */
import type { Plan } from '../../../contract/plan';
import { onnxExecutor, referenceExecutor } from '../../../trainer/src/executors';
import type { Executor, NamedValues } from '../../../trainer/src/executors/executor';
import { FeedBuffers } from '../../../trainer/src/loop/feed-buffers';
import { fillFeeds } from '../../../trainer/src/loop/fill-feeds';
import { placeRows } from '../../../trainer/src/loop/place-rows';
import { scalarFeeds } from '../../../trainer/src/loop/scalar-feeds';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';

export const executors = [referenceExecutor, onnxExecutor];

export const batch = 8;

/** `labels`: whether every row has a label of both tasks, or some of only one. */
export async function twoTasks(
  train: { readonly optimizer: string; readonly weighting: string },
  labels: 'all' | 'partly' = 'all',
  more = '',
  trunk = 'dense(6, tanh)',
): Promise<Plan> {
  const random = createLcg(5);
  const rows = Array.from({ length: 40 }, (_, row) => {
    const [a, b] = [random(), random()];
    const missing = labels === 'partly' ? row % 3 : 0;
    return [a, b, missing === 1 ? '' : a > b ? 'more' : 'less', missing === 2 ? '' : a + b].join(',');
  });
  const directory = temporaryFolder({ 'd.csv': `a,b,left,right\n${rows.join('\n')}\n` });
  return planOf(
    `data d { source: "d.csv"; split: [80%, 20%, 0%] }
    input x = d[a, b] as numbers
    shared trunk(x) { ${trunk} }
    task left(trunk) { predict: d.left as classes(2) }
    task right(trunk) { dense(3, tanh); predict: d.right as number }
    train { optimizer: ${train.optimizer}; weighting: ${train.weighting}; batch: ${batch}; epochs: 3; ${more} }`,
    directory,
  );
}

export interface OpenTraining {
  /** Runs steps on the first rows; a task whose number is 0 has no label in them. */
  step(labelled: { readonly left: number; readonly right: number }, steps?: number): Promise<NamedValues>;
  states(): Promise<NamedValues>;
  write(states: NamedValues): Promise<void>;
}

export async function openTraining(plan: Plan, executor: Executor): Promise<OpenTraining> {
  const { value: rows } = await loadRows(plan);
  if (!(rows instanceof RowsInMemory)) throw new Error('the rows of a test fit in memory');
  const { program, start } = buildTrainingProgram(plan, rows);
  const session = await executor.prepare(program, { threads: 1 });
  await session.writeStates(start());
  let done = 0;
  return {
    async step(labelled, steps = 1) {
      const chosen = Int32Array.from({ length: steps * batch }, (_, place) => place % batch);
      const masks = [labelled.left, labelled.right];
      const labels = rows.tasks.map((task, index) => ({
        ...task,
        mask: new Uint8Array(rows.count).fill(masks[index]!),
      }));
      const walk = rows.withLabels(labels).walk(chosen);
      const placed = await placeRows(walk, [{ rows: chosen.length, steps }], batch);
      const place = { step: done, done, of: 1000, losses: [] };
      const scalars = scalarFeeds(program, plan.train, place, steps);
      done += steps;
      return session.run(
        { ...fillFeeds(program, rows, placed, chosen.length, new FeedBuffers()), ...scalars.feeds },
        steps,
      );
    },
    states: () => session.readStates(),
    write: (states) => session.writeStates(states),
  };
}

/** Trains the nets of the fixtures on an executor. */
import type { Executor, NamedValues } from '../../../trainer/src/executors';
import { batches, cnn, drawStart, mlp, trainingProgram } from './nets';

const nets = { mlp, cnn };

/** Steps that the fixtures hold. */
export const steps = 50;

/** Losses of every step, trained in groups of `group` steps; the batches come round again and again. */
export async function trainNet(
  executor: Executor,
  name: keyof typeof nets,
  optimizer: 'sgd' | 'adam',
  { group = 20, count = steps, threads = 1 } = {},
): Promise<{ losses: Record<string, number[]>; states: NamedValues }> {
  const program = trainingProgram(nets[name], optimizer);
  const start = drawStart(nets[name], program);
  const session = await executor.prepare(program, { threads });
  await session.writeStates(start.states);
  const losses: Record<string, number[]> = { crossEntropy: [], squaredError: [] };
  for (let step = 0; step < count; step += group) {
    const now = Math.min(group, count - step);
    const results = await session.run(repeatBatches(start.feeds, step, now), now);
    for (const [task, values] of Object.entries(losses)) values.push(...Array.from(results[task]!, Number));
  }
  const states = await session.readStates();
  await session.dispose();
  return { losses, states };
}

function repeatBatches(feeds: NamedValues, from: number, count: number): NamedValues {
  const repeated = Object.entries(feeds).map(([name, values]) => {
    const size = values.length / batches;
    const all = new (values.constructor as typeof Float32Array)(size * count);
    for (let step = 0; step < count; step++) {
      const at = ((from + step) % batches) * size;
      all.set(values.subarray(at, at + size) as Float32Array, step * size);
    }
    return [name, all] as const;
  });
  return Object.fromEntries(repeated);
}

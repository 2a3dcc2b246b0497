/**
 * Trains a plan with the very code of the trainer, on command: reads lines `train STEPS` and answers each with one line of JSON, what
 * the steps took of time and memory and what their losses were. Peers keep to the same lines.
 *
 *     node ours.mjs PLAN.json THREADS START.safetensors [PROFILE]
 *
 * Writes the parameters that it starts from and the rows as they are encoded, so that peers start from the same numbers. PROFILE is where
 * the engine's own record of its kernels begins; it makes steps slower.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readPlan } from '../../catalog/plan/read-plan';
import { describeProblem } from '../../contract/problem';
import { writeSafetensors, type SavedTensor } from '../../trainer/src/checkpoint/safetensors';
import { onnxExecutor, type NamedValues } from '../../trainer/src/executors';
import { FeedBuffers } from '../../trainer/src/loop/feed-buffers';
import { fillFeeds } from '../../trainer/src/loop/fill-feeds';
import { placeRows } from '../../trainer/src/loop/place-rows';
import { scalarFeeds } from '../../trainer/src/loop/scalar-feeds';
import { buildTrainingProgram } from '../../trainer/src/program/training-program';
import { loadRows } from '../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../trainer/src/rows/rows-in-memory';

/** Steps of a call to the engine; the trainer itself takes up to 50. */
const group = 20;

const [planFile, threads, startFile, profile] = process.argv.slice(2) as [string, string, string, string?];
const { value: plan, problems: faults } = readPlan(readFileSync(planFile, 'utf8'), planFile);
const { value: rows, problems } = plan ? await loadRows(plan) : { problems: faults };
if (!plan || !(rows instanceof RowsInMemory))
  throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));

const { program, start } = buildTrainingProgram(plan, rows);
const session = await onnxExecutor.prepare(program, {
  threads: Number(threads),
  ...(profile === undefined ? {} : { profile }),
});
await begin(start());

const { batch } = plan.train;
const batches = rows.count / batch;
const buffers = new FeedBuffers();
let done = 0;

tell({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  if (command !== 'train') break;
  const steps = Number(count);
  const losses: number[] = [];
  const began = performance.now();
  const before = process.cpuUsage();
  for (let left = steps; left > 0; left -= group) losses.push(...(await train(Math.min(group, left))));
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - began) / steps;
  tell({ wall, cpu: (user + system) / 1000 / steps, peak: peakMemory(), losses });
}
await session.dispose();

/** The total loss of each step; batches come round in their order. */
async function train(steps: number): Promise<number[]> {
  const chosen = Int32Array.from(
    { length: steps * batch },
    (_, place) => ((done + Math.floor(place / batch)) % batches) * batch + (place % batch),
  );
  const placed = await placeRows(
    (rows as RowsInMemory).walk(chosen),
    [{ rows: chosen.length, steps }],
    batch,
  );
  const feeds = fillFeeds(program, rows as RowsInMemory, placed, chosen.length, buffers);
  const scalars = scalarFeeds(program, plan!.train, { step: done, done, of: 1_000_000, losses: [] }, steps);
  const outputs = await session.run({ ...feeds, ...scalars.feeds }, steps);
  done += steps;
  const [sums, counts] = [outputs['losses'] as Float32Array, outputs['counts'] as Float32Array];
  const means = sums.map((sum, at) => sum / counts[at]!);
  const tasks = plan!.tasks.length;
  return Array.from({ length: steps }, (_, step) =>
    means.subarray(step * tasks, (step + 1) * tasks).reduce((total, loss) => total + loss, 0),
  );
}

/** Starts as the trainer does, and tells peers from what; the optimizer's zeros they make themselves. */
async function begin(values: NamedValues): Promise<void> {
  await session.writeStates(values);
  const { count, inputs, tasks } = (rows as RowsInMemory).all;
  const parameters = Object.entries(values).flatMap(([name, parameter]): [string, SavedTensor][] =>
    name.startsWith('optimizer/')
      ? []
      : [[name, { shape: program.states[name]!.source.shape, values: parameter }]],
  );
  const fed = [
    ...inputs.map(({ name, values }) => [`input/${name}`, values] as const),
    ...tasks.map(({ name, values }) => [`label/${name}`, values as Float32Array] as const),
  ].map(([name, values]): [string, SavedTensor] => [name, { shape: [count, values.length / count], values }]);
  const tensors = Object.fromEntries([...parameters, ...fed]);
  writeFileSync(startFile, writeSafetensors({ tensors, metadata: {} }));
}

/** In bytes. Linux's own high-water mark leaves out what a process was before it became this one. */
function peakMemory(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

function tell(answer: object): void {
  console.log(JSON.stringify(answer));
}

/**
 * Trains a net with the very code of the trainer, on command: reads lines `train STEPS` and answers each with one line of JSON,
 * what the steps took of time and what the losses were. Started by `main.mjs`; peers keep to the same lines.
 *
 *     node dist/bench/ours.mjs EXPERIMENT.mtl THREADS START.safetensors [PROFILE]
 *
 * Writes the parameters that it starts from, so that peers can start from them too.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { analyseFile } from '../../cli/analyse-file';
import type { Plan } from '../../contract/plan';
import { describeProblem } from '../../contract/problem';
import { onnxExecutor } from '../../trainer/src/executors';
import { FeedBuffers } from '../../trainer/src/loop/feed-buffers';
import { fillFeeds } from '../../trainer/src/loop/fill-feeds';
import { placeRows } from '../../trainer/src/loop/place-rows';
import { scalarFeeds } from '../../trainer/src/loop/scalar-feeds';
import { writeSafetensors } from '../../trainer/src/checkpoint/safetensors';
import { buildTrainingProgram } from '../../trainer/src/program/training-program';
import { loadRows } from '../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../trainer/src/rows/rows-in-memory';

/** Steps of a call to the engine, as the trainer's own groups have. */
const group = 20;

const [file, threads, startFile] = process.argv.slice(2) as [string, string, string];
const analysed = await analyseFile(file);
if ('problem' in analysed) throw new Error(describeProblem(analysed.problem));
const { plan, problems } = analysed.analysis;
if (!plan) throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));
const learned: Plan = plan;
const { value: stored } = await loadRows(plan);
if (!(stored instanceof RowsInMemory)) throw new Error('the rows of a bench fit in memory');
const rows: RowsInMemory = stored;

const { program, start } = buildTrainingProgram(plan, rows);
const session = await onnxExecutor.prepare(program, { threads: Number(threads) });
await session.writeStates(start);
const tensors = Object.entries(start).map(
  ([name, values]) => [name, { shape: program.states[name]!.source.shape, values }] as const,
);
writeFileSync(startFile, writeSafetensors({ tensors: Object.fromEntries(tensors), metadata: {} }));

const { batch } = plan.train;
const order = Int32Array.from({ length: rows.count }, (_, row) => row);
const batches = rows.count / batch;
const buffers = new FeedBuffers();
let done = 0;

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  if (command !== 'train') break;
  const losses: number[] = [];
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (let left = Number(count); left > 0; left -= group)
    losses.push(...(await train(Math.min(group, left))));
  const { user, system } = process.cpuUsage(cpu);
  const steps = Number(count);
  console.log(
    JSON.stringify({
      wall: (performance.now() - began) / steps,
      cpu: (user + system) / 1000 / steps,
      peak: process.resourceUsage().maxRSS * 1024,
      losses,
    }),
  );
}
await session.dispose();

/** The total loss of each step; batches come round in their order. */
async function train(steps: number): Promise<number[]> {
  const chosen = Int32Array.from(
    { length: steps * batch },
    (_, place) => order[((done + Math.floor(place / batch)) % batches) * batch + (place % batch)]!,
  );
  const placed = await placeRows(rows.walk(chosen), [{ rows: steps * batch, steps }], batch);
  const feeds = fillFeeds(program, rows, placed, steps * batch, buffers);
  const scalars = scalarFeeds(program, learned.train, { step: done, done, of: 1_000_000 }, steps);
  const outputs = await session.run({ ...feeds, ...scalars.feeds }, steps);
  done += steps;
  const [sums, counts] = [outputs['losses'] as Float32Array, outputs['counts'] as Float32Array];
  const tasks = learned.tasks.length;
  return Array.from({ length: steps }, (_, step) =>
    learned.tasks.reduce(
      (total, _task, task) => total + sums[step * tasks + task]! / counts[step * tasks + task]!,
      0,
    ),
  );
}

/** Says where our time goes: the engine's own record of its kernels, added up by kind of op, in milliseconds of a step. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openProgram } from './program.mjs';
import { short, table } from './tables.mjs';

/** Kernels that hold others, whose time would count twice. */
const wholes = new Set(['Scan', 'Loop', 'If']);

/** Recording makes steps slower: what no kernel takes is the rest of a step, measured while recording. */
export async function profileNet({ net, threads, folder, ours }) {
  const prefix = 'kernels';
  const files = () => readdirSync(folder).filter((file) => file.startsWith(prefix));
  for (const file of files()) rmSync(join(folder, file));
  const program = await openProgram(process.execPath, [
    ...ours,
    join(folder, 'plan.json'),
    threads,
    join(folder, 'start.safetensors'),
    join(folder, prefix),
  ]);
  if (!program) throw new Error('ours cannot be profiled');
  // The record holds about a million events; it stops when it is full.
  const { wall } = await program.train(net.steps);
  await program.close();
  const [file] = files();
  const events = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const times = new Map();
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time') || wholes.has(args.op_name)) continue;
    const { time = 0, count = 0 } = times.get(args.op_name) ?? {};
    times.set(args.op_name, { time: time + dur / 1000 / net.steps, count: count + 1 / net.steps });
  }
  const kernels = [...times.values()].reduce((total, { time }) => total + time, 0);
  const rows = [
    ...[...times]
      .toSorted(([, a], [, b]) => b.time - a.time)
      .map(([op, { time, count }]) => [op, short(time), count.toFixed(0)]),
    ['no kernel: updates of our own, calls, feeds', short(wall - kernels), ''],
    ['whole step', short(wall), ''],
  ];
  return table(['op', 'ms a step', 'kernels a step'], rows);
}

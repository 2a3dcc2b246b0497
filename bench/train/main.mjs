/**
 * Measures training steps of ours and of peers side by side: the same nets, rows, order and first parameters, Adam, float32.
 *
 *     npm run bench:train -- [--net mlp,cnn,big,…] [--threads 1,2] [--turns 7] [--peers torch,tfjs-node,…] [--quick] [--ours] [--profile]
 *         [--json FILE]
 *
 * Each program is a process of its own; they take turns. Printed are medians of wall time and of processor time of the whole process for
 * a step, peak memory, and the ratio of the best peer's wall time to ours. `--peers` are libraries, `--quick` takes 3 turns and
 * PyTorch's fastest two, `--ours` no peers, `--profile` shows where our time goes instead. Peers come from PyPI, and tfjs-node is built from it; see peers.mjs.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/root.mjs';
import { runCommand } from '../../scripts/run-command.mjs';
import { buildPrograms } from './build-programs.mjs';
import { makeData } from './make-data.mjs';
import { measureNet } from './measure-net.mjs';
import { nets } from './nets.mjs';
import { findPeers, peersOf, versionsOf } from './peers.mjs';
import { profileNet } from './profile-net.mjs';
import { tablesOf } from './tables.mjs';

const { values: options } = parseArgs({
  options: {
    net: { type: 'string', default: Object.keys(nets).join(',') },
    threads: { type: 'string', default: '1,2' },
    turns: { type: 'string' },
    peers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    ours: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const turns = Number(options.turns ?? (options.quick ? 3 : 7));
const alone = options.ours || options.profile;
const programs = await buildPrograms(['make-plan', 'ours']);
const places = alone ? undefined : await findPeers(options.quick);
const machine = {
  processor: `${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: `Node ${process.version}${places ? `, ${await versionsOf(places)}` : ''}`,
  date: new Date().toISOString(),
};
console.log(`${machine.processor}; ${machine.versions}\n`);

const measured = [];
for (const name of options.net.split(',')) {
  const net = nets[name];
  if (!net) throw new Error(`There is no net ${name}; there are ${Object.keys(nets).join(', ')}.`);
  const experiment = await makeData(name, net, join(root, '.cache', 'bench'));
  const folder = dirname(experiment);
  await runCommand(process.execPath, [
    join(programs, 'make-plan.mjs'),
    experiment,
    join(folder, 'plan.json'),
  ]);
  for (const threads of options.threads.split(',').map(Number)) {
    const ours = [join(programs, 'ours.mjs')];
    if (options.profile) {
      console.log(`${net.title}, threads: ${threads}\n\n${await profileNet({ net, threads, folder, ours })}`);
      continue;
    }
    const start = join(folder, 'start.safetensors');
    const before = measured.findLast((one) => one.net === net.title)?.results;
    const peers = alone ? [] : peersOf(name, threads, options.quick, places, start, before).filter(isWanted);
    const results = await measureNet({ name, net, threads, turns, folder, ours, start, peers });
    const one = { net: net.title, goal: net.goal, threads, results };
    console.log(tablesOf([one]));
    measured.push(one);
    keepNumbers();
  }
}
if (measured.length > 1) console.log(`\n${tablesOf(measured)}`);

/** Names begin with that of the library. */
function isWanted({ name }) {
  return options.peers === undefined || options.peers.split(',').some((library) => name.startsWith(library));
}

/** Written after each net, so that a run that is ended keeps what it has measured. */
function keepNumbers() {
  if (!options.json) return;
  writeFileSync(options.json, `${JSON.stringify({ ...machine, turns, measured }, undefined, 2)}\n`);
}

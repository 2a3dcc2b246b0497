/**
 * Measures training steps of ours and of peers side by side: the same nets, rows, order and first parameters, Adam, float32.
 *
 *     npm run bench:train -- [--net mlp,cnn,big] [--threads 1,2] [--turns 7] [--quick] [--ours] [--json FILE]
 *
 * Every program is a process of its own that waits between its turns; ours and peers take turns, so that other work on the machine
 * meets all of them. Printed are medians (least to most) of wall time and of processor time of the whole process for a step, peak
 * memory, and the ratio of the best peer's wall time to ours. `--quick` takes 3 turns and PyTorch alone, `--ours` no peers.
 * Peers are installed from PyPI when they are missing; see peers.mjs.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { root } from '../../scripts/root.mjs';
import { makeData } from './make-data.mjs';
import { nets } from './nets.mjs';
import { findPython, modes, versionsOf } from './peers.mjs';

const { values: options } = parseArgs({
  options: {
    net: { type: 'string', default: Object.keys(nets).join(',') },
    threads: { type: 'string', default: '1,2' },
    turns: { type: 'string' },
    quick: { type: 'boolean', default: false },
    ours: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const turns = Number(options.turns ?? (options.quick ? 3 : 7));
const python = options.ours ? undefined : await findPython();
const peers = options.ours ? [] : options.quick ? modes.filter((mode) => mode.startsWith('torch')) : modes;
const cache = join(root, '.cache', 'bench');
const bundle = join(root, 'dist', 'bench', 'ours.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('ours.ts', import.meta.url))],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['onnxruntime-node', '@duckdb/node-bindings', '@tensorflow/tfjs-node'],
  banner: {
    js: "import { createRequire } from 'node:module'; import { dirname as dirOf } from 'node:path'; import { fileURLToPath as pathOf } from 'node:url'; const require = createRequire(import.meta.url); const __filename = pathOf(import.meta.url); const __dirname = dirOf(__filename);",
  },
  logLevel: 'warning',
});

console.log(
  `${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
if (python) console.log(await versionsOf(python));
const measured = [];
for (const name of options.net.split(',')) {
  const folder = await makeData(name, nets[name], cache);
  for (const threads of options.threads.split(',').map(Number))
    measured.push(await measureNet(name, folder, threads));
}
print(measured);
if (options.json) writeFileSync(options.json, JSON.stringify(measured, undefined, 2));

async function measureNet(name, folder, threads) {
  const net = nets[name];
  const start = join(folder, 'start.safetensors');
  const environment = { ...process.env, OMP_WAIT_POLICY: 'passive', OMP_NUM_THREADS: String(threads) };
  const programs = {
    ours: await open(process.execPath, [bundle, join(folder, `${name}.mtl`), threads, start]),
  };
  for (const mode of peers) {
    const script = fileURLToPath(new URL('peer.py', import.meta.url));
    const peer = await open(python, [script, name, folder, threads, start, mode], environment);
    if (peer) programs[mode] = peer;
    else console.error(`${mode} does not run here and is left out.`);
  }
  // The first steps warm every program up, and show that it is the same net.
  const first = {};
  for (const [program, { train }] of Object.entries(programs)) first[program] = (await train(5)).losses;
  for (const [program, losses] of Object.entries(first)) compare(name, program, losses, first.ours);
  for (const { train } of Object.values(programs)) await train(net.batches + net.steps);

  const results = Object.fromEntries(Object.keys(programs).map((program) => [program, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const [program, { train }] of Object.entries(programs))
      results[program].push(await train(net.steps));
    process.stderr.write(`\r${name}, ${threads} threads: turn ${turn + 1} of ${turns}`);
  }
  process.stderr.write('\n');
  for (const { close } of Object.values(programs)) close();
  return { net: name, title: net.title, goal: net.goal, threads, results: summarise(results) };
}

/** A process that answers each line with a line of JSON; undefined where it ends before it is ready. */
async function open(program, args, env = process.env) {
  const child = spawn(program, args.map(String), { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += chunk));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return undefined;
      if (value.startsWith('{')) return JSON.parse(value);
    }
  };
  const train = async (steps) => {
    child.stdin.write(`train ${steps}\n`);
    const answer = await next();
    if (!answer) throw new Error(`${program} ${args.join(' ')} ended.\n${printed}`);
    return answer;
  };
  if (await next()) return { train, close: () => child.stdin.end('end\n') };
  console.error(printed.trim().split('\n').at(-1));
  return undefined;
}

function compare(net, program, losses, ours) {
  const worst = Math.max(...losses.map((loss, step) => Math.abs(loss - ours[step])));
  if (!(worst < 1e-3)) {
    throw new Error(`${program} trains another ${net}: losses ${losses.join(', ')}, ours ${ours.join(', ')}`);
  }
}

function spreadOf(turnsOf, key) {
  const sorted = turnsOf.map((turn) => turn[key]).toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
}

function summarise(results) {
  return Object.fromEntries(
    Object.entries(results).map(([program, turnsOf]) => [
      program,
      { wall: spreadOf(turnsOf, 'wall'), cpu: spreadOf(turnsOf, 'cpu'), peak: turnsOf.at(-1).peak },
    ]),
  );
}

function print(all) {
  console.log('\n| net | threads | program | wall ms a step | CPU ms a step | peak MB |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: |');
  for (const { title, threads, results } of all) {
    for (const [program, { wall, cpu, peak }] of Object.entries(results)) {
      const cells = [title, threads, program, showSpread(wall), short(cpu.median), (peak / 1e6).toFixed(0)];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  console.log(
    '\n| net | threads | best peer | best peer / ours: wall | CPU | peak memory: ours / PyTorch | goal (wall) | met |',
  );
  console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: | --- |');
  for (const {
    title,
    threads,
    goal,
    results: { ours, ...others },
  } of all) {
    const best = Object.entries(others).toSorted(([, a], [, b]) => a.wall.median - b.wall.median)[0];
    if (!best) continue;
    const [program, result] = best;
    const torch = Math.min(
      ...Object.entries(others).flatMap(([mode, { peak }]) => (mode.startsWith('torch') ? [peak] : [])),
    );
    const ratio = result.wall.median / ours.wall.median;
    const cells = [
      title,
      threads,
      program,
      ratio.toFixed(2),
      (result.cpu.median / ours.cpu.median).toFixed(2),
      (ours.peak / torch).toFixed(2),
      goal.toFixed(1),
      ratio >= goal ? 'yes' : 'no',
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const showSpread = ({ median, least, most }) => `${short(median)} (${short(least)} to ${short(most)})`;

function short(value) {
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

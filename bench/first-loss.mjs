/**
 * Measures how long it takes from a command to the first loss of a small job: `mtl train FILE`, and a script in PyTorch that reads the same
 * CSV file with pandas and trains the same net. Both are started in turns; printed are medians (least to most).
 *
 *     npm run build && node bench/first-loss.mjs [TURNS] [MTL...]
 *
 * MTL are command lines to compare, such as `dist/mtl.cjs` of another checkout; this one's by default.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { root } from '../scripts/root.mjs';
import { findPython } from './train/peers.mjs';
import { table } from './train/tables.mjs';

const turns = Number(process.argv[2] ?? 7);
const commands = process.argv.length > 3 ? process.argv.slice(3) : [join(root, 'dist', 'mtl.cjs')];
const experiment = join(root, 'examples', 'first-experiment.mtl');
const rows = join(root, 'examples', 'data', 'penguins.csv');
const script = fileURLToPath(new URL('first_loss.py', import.meta.url));
const python = await findPython();
const scratch = mkdtempSync(join(tmpdir(), 'first-loss-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const programs = new Map([
  ...commands.map((command, at) => [`mtl train (${command})`, startOurs(resolve(command), at)]),
  ['PyTorch and pandas', () => [python, [script, rows]]],
]);
const taken = new Map([...programs.keys()].map((name) => [name, []]));
for (let turn = 0; turn < turns; turn++) {
  for (const [name, start] of programs) taken.get(name).push(await measure(...start(turn)));
}
const seconds = (values) => {
  const sorted = values.map((value) => value / 1000).toSorted((a, b) => a - b);
  const [median, least, most] = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)];
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
};
console.log(
  table(
    ['program', 'seconds to the first loss, median (least to most)', 'seconds to the end'],
    [...taken].map(([name, all]) => [
      name,
      seconds(all.map(({ first }) => first)),
      seconds(all.map(({ end }) => end)),
    ]),
  ),
);

function startOurs(command, at) {
  return (turn) => {
    const folder = join(scratch, `${at}-${turn}`);
    return [process.execPath, [command, 'train', experiment, '--json', '--out', folder]];
  };
}

/** A line of either program that tells of a loss is JSON with `losses`. */
async function measure(file, args) {
  const began = performance.now();
  // PyTorch's threads would otherwise spin while they wait, and stall when anything else runs.
  const env = { ...process.env, OMP_WAIT_POLICY: 'passive' };
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('close', done));
  let first;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"losses"')) first ??= performance.now() - began;
  }
  const exitCode = await ended;
  if (exitCode !== 0 || first === undefined) throw new Error(`${file} ${args.join(' ')} told no loss.`);
  return { first, end: performance.now() - began };
}

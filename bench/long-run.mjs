/**
 * Shows whether a long run takes more and more memory: trains small nets for many steps, one whose steps run in a loop of the engine,
 * one whose parameters are moved by kernels and one whose steps threads share, with validation after every epoch and checkpoints on the way. A process that is asked to
 * collect its garbage is looked at four times a second. Prints its memory after each fifth of the looks, and the slope of a line through
 * all after the first fifth.
 *
 *     npm run build && node bench/long-run.mjs [STEPS]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = Number(process.argv[2] ?? 100_000);
const batch = 16;
const [rows, stepsPerEpoch] = [1000, 50];
const folder = mkdtempSync(join(tmpdir(), 'long-run-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const nets = {
  'a loop of the engine': 'dense(32, relu); dropout(0.2)',
  'kernels for the updates': 'dense(256, relu); dense(256, relu); dropout(0.2)',
  'threads that share steps': 'reshape(2, 1); lstm(160); flatten; dropout(0.2)',
};

writeFileSync(join(folder, 'd.csv'), table());
writeFileSync(join(folder, 'look.cjs'), lookAtMemory());
for (const [name, layers] of Object.entries(nets)) report(name, train(layers));

/** Four of five rows are learned from. */
function table() {
  const lines = Array.from({ length: rows }, (_, row) => {
    const [a, b] = [Math.sin(row), Math.cos(3 * row)];
    return [
      a,
      b,
      a > b ? 'more' : 'less',
      a + b,
      ['train', 'train', 'validation', 'train', 'train'][row % 5],
    ];
  });
  return `a,b,kind,sum,part\n${lines.map((line) => line.join(',')).join('\n')}\n`;
}

/** Runs within the trainer, between its steps. */
function lookAtMemory() {
  return `
const { appendFileSync } = require('node:fs');
setInterval(() => {
  global.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  appendFileSync(process.env.MTL_MEMORY_LOG, JSON.stringify([performance.now(), rss, heapUsed, external]) + '\\n');
}, 250).unref();
`;
}

/** Answers the steps that were taken, and what was seen of the process's memory. */
function train(layers) {
  const experiment = join(folder, 'experiment.mtl');
  writeFileSync(
    experiment,
    `data d { source: "d.csv"; split: part }
input x = d[a, b]
shared trunk(x) { ${layers} }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: d.sum as number }
train { optimizer: adam(rate: 0.0001); batch: ${batch}; epochs: 1; device: cpu }
`,
  );
  const run = join(folder, 'run');
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run);
  makePlan(experiment, join(run, 'plan.json'));
  const log = join(folder, 'memory.jsonl');
  rmSync(log, { force: true });
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--require', join(folder, 'look.cjs'), join(root, 'dist', 'trainer.cjs'), run],
    { env: { ...process.env, MTL_MEMORY_LOG: log }, stdio: 'inherit' },
  );
  const [end] = linesOf(join(run, 'run.jsonl')).slice(-1);
  if (status !== 0 || end.status !== 'completed') throw new Error(`the run ended: ${JSON.stringify(end)}`);
  return { end, checkpoints: countCheckpoints(run), samples: linesOf(log) };
}

/** Takes the plan of a run of one epoch, with all epochs. */
function makePlan(experiment, plan) {
  const first = join(folder, 'first');
  execFileSync(process.execPath, [join(root, 'dist', 'mtl.cjs'), 'train', experiment, '--out', first]);
  const { train: learning, ...others } = JSON.parse(readFileSync(join(first, 'plan.json'), 'utf8'));
  const epochs = Math.ceil(steps / stepsPerEpoch);
  writeFileSync(plan, JSON.stringify({ ...others, train: { ...learning, epochs } }));
  rmSync(first, { recursive: true });
}

function linesOf(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function countCheckpoints(run) {
  return linesOf(join(run, 'run.jsonl')).filter(({ kind }) => kind === 'checkpoint').length;
}

function report(name, { end, checkpoints, samples }) {
  console.log(
    `${name}: ${end.steps} steps, ${end.epochs} epochs, ${checkpoints} checkpoints in ${end.seconds.toFixed(0)} s, ${samples.length} looks`,
  );
  const settled = samples.slice(Math.floor(samples.length / 5));
  for (const [index, what] of ['resident', 'heap', 'outside of the heap'].entries()) {
    const values = settled.map((sample) => sample[index + 1] / 1e6);
    // Time stands for steps: the pace is even.
    const perStep = (slopeOf(values) * samples.length) / end.steps;
    const fifths = [0, 1, 2, 3, 4].map((fifth) => values[Math.floor((fifth * (values.length - 1)) / 4)]);
    console.log(
      `  ${what}: ${fifths.map((value) => value.toFixed(1)).join(', ')} MB; slope ${(10_000 * perStep).toFixed(3)} MB in 10,000 steps`,
    );
  }
}

/** Of the line through equally spaced values that has the least squares, a step from one to the next. */
function slopeOf(values) {
  const [x, y] = [(values.length - 1) / 2, mean(values)];
  const products = values.map((value, index) => (index - x) * (value - y));
  const squares = values.map((_, index) => (index - x) ** 2);
  return mean(products) / mean(squares);
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

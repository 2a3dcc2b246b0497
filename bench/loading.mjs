/**
 * Measures how fast rows come from a file into training: makes a CSV and a Parquet file of the same random numbers, and for each starts
 * the trainer on them several times. Prints rows a second from the start of the process to the moment when training can begin, the
 * memory that took, and rows a second through one epoch of a small net with a large batch.
 *
 *     npm run build && node bench/loading.mjs [ROWS] [TIMES] [DIST...] [--peers]
 *
 * With several folders of bundles, such as that of another checkout, they take turns. `--peers` measures PyTorch's DataLoader over pandas
 * and pyarrow beside them; see train/peers.mjs.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { findPython } from './train/peers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options, positionals } = parseArgs({
  options: { peers: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const rows = Number(positionals[0] ?? 1e6);
const times = Number(positionals[1] ?? 5);
const bundles = (positionals.length > 2 ? positionals.slice(2) : [join(root, 'dist')]).map((path) =>
  resolve(path),
);
const python = options.peers ? await findPython() : undefined;
const columns = 32;
const folder = mkdtempSync(join(tmpdir(), 'loading-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const files = { 'rows.csv': 'format csv, header', 'rows.parquet': 'format parquet' };
await makeFiles();
for (const file of Object.keys(files)) {
  console.log(
    `${file}: ${(statSync(join(folder, file)).size / 1e6).toFixed(0)} MB, ${rows} rows of ${columns + 2} columns`,
  );
  const plan = makePlan(file);
  const programs = new Map([
    ...bundles.map((bundle) => [bundle, () => measure(bundle, plan)]),
    ...(python ? peersOf(file) : []),
  ]);
  const measured = new Map([...programs.keys()].map((name) => [name, []]));
  for (let time = 0; time < times; time++) {
    for (const [name, all] of measured) all.push(programs.get(name)());
  }
  for (const [name, all] of measured) {
    const median = (read) => all.map(read).toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
    const [loading, epoch, memory] = [
      median((m) => m.loading),
      median((m) => m.epoch),
      median((m) => m.memory),
    ];
    console.log(
      `  ${name}: ${loading.toFixed(2)} s, ${(rows / loading / 1e6).toFixed(2)} million rows a second, peak memory ${memory.toFixed(0)} MB; ` +
        `epoch ${epoch.toFixed(2)} s, ${(rows / epoch / 1e6).toFixed(2)} million rows a second`,
    );
  }
}

async function makeFiles() {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const numbers = Array.from(
    { length: columns },
    (_, c) => `((hash(i * ${columns} + ${c}) % 1000003) / 500001.5 - 1)::float as x${c}`,
  );
  const kind = `case when x0 + x1 > 0 then 'up' when x0 < -0.5 then 'down' else 'flat' end as kind`;
  const select = `select *, ${kind}, (2 * x0 - x3)::float as y from (select ${numbers} from range(${rows}) t(i))`;
  for (const [file, format] of Object.entries(files)) {
    await connection.run(`copy (${select}) to '${join(folder, file)}' (${format})`);
  }
  connection.closeSync();
  instance.closeSync();
}

/** The path of a plan for the file, made by the command line. */
function makePlan(file) {
  writeFileSync(
    join(folder, 'experiment.mtl'),
    `data d { source: "${file}"; split: [100%, 0%, 0%] }
input x = d[x0..x${columns - 1}]
shared trunk(x) { dense(16, relu) }
task kind(trunk) { predict: d.kind as classes(3) }
task y(trunk) { predict: d.y as number }
train { optimizer: sgd(rate: 0.01); batch: 4096; epochs: 1 }
`,
  );
  const run = join(folder, 'first');
  execFileSync(process.execPath, [
    join(root, 'dist', 'mtl.cjs'),
    'train',
    join(folder, 'experiment.mtl'),
    '--out',
    run,
  ]);
  const plan = join(folder, `${file}.json`);
  copyFileSync(join(run, 'plan.json'), plan);
  rmSync(run, { recursive: true });
  return plan;
}

/** Seconds of loading and of the epoch, and megabytes of memory, of one run of the trainer. */
function measure(bundle, plan) {
  const run = join(folder, 'run');
  mkdirSync(run);
  copyFileSync(plan, join(run, 'plan.json'));
  const began = Date.now();
  // Linux keeps the peak of a process; it is read when the process has said that it trains.
  const script = `process.once('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS))); process.argv[2] = ${JSON.stringify(run)}; require(${JSON.stringify(join(bundle, 'trainer.cjs'))});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, 'trainer'], { encoding: 'utf8' });
  const events = readFileSync(join(run, 'run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (events.at(-1).status !== 'completed') throw new Error(stderr);
  const at = (kind) => events.find((event) => event.kind === kind).time;
  rmSync(run, { recursive: true });
  return {
    loading: (at('start') - began) / 1000,
    epoch: (at('epoch') - at('start')) / 1000,
    memory: Number(stdout.match(/\d+$/)[0]) / 1024,
  };
}

/** Each way of PyTorch's DataLoader, in its own process and without workers or with two. */
function peersOf(file) {
  const script = fileURLToPath(new URL('loading_peer.py', import.meta.url));
  const env = { ...process.env, OMP_WAIT_POLICY: 'passive' };
  return ['rows', 'batches'].flatMap((way) =>
    [0, 2].map((workers) => [
      `PyTorch, DataLoader by ${way}, workers: ${workers}`,
      () =>
        JSON.parse(
          execFileSync(python, [script, join(folder, file), workers, way], { encoding: 'utf8', env }),
        ),
    ]),
  );
}

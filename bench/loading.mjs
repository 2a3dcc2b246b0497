/**
 * Measures how fast rows come from a file into training: makes a CSV and a Parquet file of the same random numbers, and for each starts
 * the trainer on them several times. Prints rows a second from the start of the process to the moment when training can begin, the
 * memory that took, and rows a second through one epoch of a small net with a large batch.
 *
 *     npm run build && node bench/loading.mjs [ROWS] [TIMES] [DIST...]
 *
 * With several folders of bundles, such as that of another checkout, they take turns.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = Number(process.argv[2] ?? 1e6);
const times = Number(process.argv[3] ?? 5);
const bundles = (process.argv.length > 4 ? process.argv.slice(4) : [join(root, 'dist')]).map((path) =>
  resolve(path),
);
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
  const measured = new Map(bundles.map((bundle) => [bundle, []]));
  for (let time = 0; time < times; time++) {
    for (const [bundle, all] of measured) all.push(measure(bundle, plan));
  }
  for (const [bundle, all] of measured) {
    const median = (read) => all.map(read).toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
    const [loading, epoch, memory] = [
      median((m) => m.loading),
      median((m) => m.epoch),
      median((m) => m.memory),
    ];
    console.log(
      `  ${bundle}: ${loading.toFixed(2)} s, ${(rows / loading / 1e6).toFixed(2)} million rows a second, peak memory ${memory.toFixed(0)} MB; ` +
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

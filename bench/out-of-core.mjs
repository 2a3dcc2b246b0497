/**
 * Trains on a Parquet file that is larger than memory, and watches what that takes: makes a file of random numbers of the given size,
 * runs `mtl train` on it for one epoch, and samples the memory of all its processes. Ends it when it takes more than the limit.
 *
 *     npm run build && node bench/out-of-core.mjs [SIZE] [LIMIT] [FOLDER]
 *
 * SIZE and LIMIT are such as 10GB and 2GB, which are the defaults; FOLDER needs room for twice the size.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const root = fileURLToPath(new URL('..', import.meta.url));
const mtl = process.env.MTL ?? join(root, 'dist', 'mtl.cjs');
const [size, limit] = [process.argv[2] ?? '10GB', process.argv[3] ?? '2GB'].map(bytesOf);
const folder = mkdtempSync(join(process.argv[4] ?? tmpdir(), 'out-of-core-'));
const columns = 32;

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'rows.parquet');
const rows = Math.round(size / (4 * (columns + 1) + 1));
await makeFile(file, rows);
console.log(
  `${(statSync(file).size / 1e9).toFixed(2)} GB of Parquet, ${(rows / 1e6).toFixed(1)} million rows of ${columns + 2} columns`,
);
writeFileSync(
  join(folder, 'large.mtl'),
  `data d { source: "rows.parquet"; split: [90%, 5%, 5%] }
input x = d[x0..x${columns - 1}]
shared trunk(x) { dense(64, relu) }
task kind(trunk) { predict: d.kind as classes(3) }
task y(trunk) { predict: d.y as number }
train { optimizer: adam(rate: 0.001); batch: 4096; epochs: 1; seed: 1 }
`,
);
await train();

/** Numbers that no compression makes smaller; what is predicted follows from them. */
async function makeFile(path, count) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  const numbers = Array.from(
    { length: columns },
    (_, c) => `(hash(i * ${columns} + ${c}) / 9223372036854775808.0 - 1)::float as x${c}`,
  );
  const kind = `case when x0 + x1 > 0 then 'up' when x0 < -0.5 then 'down' else 'flat' end as kind`;
  await connection.run(
    `copy (select *, ${kind}, (2 * x0 - x3)::float as y from (select ${numbers} from range(${count}) t(i))) to '${path}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}

async function train() {
  const began = Date.now();
  const out = join(folder, 'run');
  const child = spawn(process.execPath, [mtl, 'train', join(folder, 'large.mtl'), '--out', out, '--json'], {
    env: { ...process.env, MTL_MEMORY: process.env.MTL_MEMORY ?? `${Math.floor(limit / 2 / 2 ** 20)}MB` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    const memory = memoryOfTree(child.pid);
    peak = Math.max(peak, memory);
    if (memory <= limit) return;
    console.log(`over the limit: ${(memory / 2 ** 30).toFixed(2)} GB`);
    process.kill(child.pid, 'SIGTERM');
  }, 25);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  const events = readFileSync(join(out, 'run.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const at = (kind) => events.find((event) => event.kind === kind)?.time ?? Number.NaN;
  const start = events.find(({ kind }) => kind === 'start');
  const end = events.at(-1);
  for (const { problem } of events.filter(({ kind }) => kind === 'notice'))
    console.log(problem.code, problem.message.template, problem.message.args);
  const rate = start.rows.train / ((at('epoch') - at('start')) / 1000);
  console.log(`${end.status}, exit code ${code}, ${end.steps} steps`);
  console.log(
    `until training began ${seconds(began, at('start'))} s, epoch with validation ${seconds(at('start'), at('epoch'))} s, measuring all parts ${seconds(at('epoch'), end.time)} s`,
  );
  console.log(
    `${(rate / 1e6).toFixed(2)} million rows a second through the step; last validation ${JSON.stringify(events.findLast(({ kind }) => kind === 'epoch')?.results.validation)}`,
  );
  console.log(
    `peak memory of all processes together ${(peak / 2 ** 30).toFixed(2)} GB of ${(limit / 2 ** 30).toFixed(2)} GB`,
  );
  process.exitCode = code === 0 && peak <= limit ? 0 : 1;
}

function seconds(from, to) {
  return ((to - from) / 1000).toFixed(1);
}

/** Resident bytes of a process and all that it started. */
function memoryOfTree(pid) {
  const processes = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const number = (key) => Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      processes.set(Number(name), { parent: number('PPid'), memory: 1024 * number('VmRSS') });
    } catch {
      // It has just ended.
    }
  }
  const isWithin = (id) => id === pid || (processes.has(id) && isWithin(processes.get(id).parent));
  return [...processes].reduce((sum, [id, { memory }]) => sum + (isWithin(id) ? memory : 0), 0);
}

function bytesOf(amount) {
  const [, number, unit] = /^([\d.]+)(MB|GB)$/.exec(amount);
  return Number(number) * (unit === 'GB' ? 2 ** 30 : 2 ** 20);
}

/**
 * Measures what co-training adds on two views of the same numerals: over several seeds, the test accuracy of the co-trained
 * networks against the same networks trained on the labelled rows alone, for as many epochs in all. Prints both medians.
 *
 *     npm run build && node bench/two-views.mjs [SEEDS]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const mtl = process.env.MTL ?? join(root, 'dist', 'mtl.cjs');
const example = resolve(root, '../shared/examples/two-views.mtl');
const data = resolve(root, '../shared/data/mfeat.csv');
const seeds = Number(process.argv[2] ?? 11);

const text = readFileSync(example, 'utf8').replace('"../data/mfeat.csv"', JSON.stringify(data));
const coTrained = text;
const labelledOnly = text.replace(/^cotrain [^{]*\{[^}]*\}\n/m, '');
const folder = mkdtempSync(join(tmpdir(), 'two-views-'));

console.log('seed  co-trained                    labelled rows alone');
const pairs = [];
for (let seed = 1; seed <= seeds; seed++) {
  const first = train('co-trained', coTrained, seed);
  // As many epochs in all as co-training took, its first round included.
  const second = train('labelled-only', labelledOnly, seed, first.end.epochs);
  const networks = Object.entries(first.round.networks).map(
    ([name, parts]) => `${name} ${parts.test.numeral.accuracy.toFixed(3)}`,
  );
  const pair = [accuracy(first), accuracy(second)];
  pairs.push(pair);
  console.log(
    `${String(seed).padStart(4)}  ${pair[0].toFixed(4)} (${networks.join(', ')})  ${pair[1].toFixed(4)}`,
  );
}
rmSync(folder, { recursive: true });
const [median, alone] = [0, 1].map((column) => medianOf(pairs.map((pair) => pair[column])));
console.log(`median test accuracy: co-trained ${median.toFixed(4)}, labelled rows alone ${alone.toFixed(4)}`);
process.exitCode = median > alone ? 0 : 1;

/** The last round and the end of a run. */
function train(name, source, seed, epochs) {
  const file = join(folder, `${name}.mtl`);
  writeFileSync(file, source);
  const settings = ['--set', `seed=${seed}`, ...(epochs ? ['--set', `epochs=${epochs}`] : [])];
  const out = join(folder, `${name}-${seed}`);
  const output = execFileSync(process.execPath, [mtl, 'train', file, '--json', '--out', out, ...settings], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const events = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const round = events.findLast(({ kind }) => kind === 'round');
  return { round, end: events.at(-1) };
}

function accuracy({ end }) {
  return end.results.test.numeral.accuracy;
}

function medianOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures the language server through a real client over stdio, beside those of Prisma, YAML and one made with Langium, on documents of
 * as many lines and declarations.
 *
 *     npm run build && npm run bench:lsp -- [--lines 1000,10000] [--turns 100] [--seed 7] [--ours] [--json FILE]
 *
 * All servers of a size are open at once and take turns: a character is typed somewhere in the document, its diagnostics are waited for, and it is
 * taken away again; requests are made at rest and right behind a change. Printed are quantiles in milliseconds (memory in megabytes), the gates of ours and
 * how many times longer each peer takes. Among them is a server that says at once that nothing is wrong (`answers at once`): what a change and its
 * diagnostics take before anything is analysed, below which ours cannot come. `--ours` takes no peers. The peers come from npm into a folder of their own; see peers.mjs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/root.mjs';
import { makeDocuments, makeTable } from './documents.mjs';
import { measureEditing, measureStarts } from './measure.mjs';
import { installPeers, packages } from './peers.mjs';
import { floor, serversOf } from './servers.mjs';
import { tablesOf } from './tables.mjs';

const { values: options } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000,10000' },
    turns: { type: 'string', default: '100' },
    seed: { type: 'string', default: '7' },
    ours: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const turns = Number(options.turns);
const seed = Number(options.seed);
const folder = join(root, '.cache', 'bench-lsp');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rows.csv'), makeTable(5000, seed));
const servers = serversOf(options.ours ? undefined : await installPeers(), folder);
/** The floor is no bundle: how fast it starts says nothing. */
const starting = servers.filter((one) => one !== floor);
const machine = {
  processor: `${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: [
    `Node ${process.version}`,
    ...Object.entries(options.ours ? {} : packages).map((one) => one.join(' ')),
  ].join(', '),
  date: new Date().toISOString(),
};
console.log(`${machine.processor}; ${machine.versions}\n`);

const measured = [
  { what: 'spawn to initialize', times: await measureStarts(starting, folder, Math.min(turns, 20)) },
];
for (const lines of options.lines.split(',').map(Number)) {
  const documents = makeDocuments(lines, seed);
  console.log(`${lines} lines, ${documents.declarations} declarations`);
  const { times, memory } = await measureEditing(servers, documents, { folder, lines, turns, seed });
  for (const [what, of] of Object.entries(times)) measured.push({ what, lines, times: of });
  const held = Object.entries(memory).map(([name, megabytes]) => [name, [megabytes]]);
  measured.push({ what: 'memory', lines, times: Object.fromEntries(held) });
}
console.log(`\n${tablesOf(measured)}`);
if (options.json)
  writeFileSync(options.json, `${JSON.stringify({ ...machine, turns, seed, measured }, undefined, 2)}\n`);

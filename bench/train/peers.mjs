/** The programs that ours is measured against, in places outside the project that are made when they are missing: PyPI's, and tfjs-node. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildTfjsNode } from '../../scripts/build-tfjs-node.mjs';
import { cache } from '../../scripts/cache.mjs';
import { runCommand } from '../../scripts/run-command.mjs';

const packages = [
  'numpy==2.4.6',
  'pandas==3.1.1',
  'pyarrow==26.0.1',
  'torch==2.15.0',
  'keras==3.15.1',
  'tensorflow-cpu==2.21.0',
];

/**
 * Every peer in the configurations that its documentation knows as fast; the fastest counts. `quick` are those that were fastest in whole
 * runs, `only` names the nets that a setting is for.
 */
const configurations = [
  { library: 'torch', settings: ['foreach'] },
  { library: 'torch', settings: ['fused'], quick: true },
  { library: 'torch', settings: ['fused', 'channels-last'], only: ['cnn'], quick: true },
  { library: 'torch', settings: ['fused', 'compile'], quick: true },
  { library: 'torch', settings: ['fused', 'compile', 'channels-last'], only: ['cnn'] },
  { library: 'torch', settings: ['foreach', 'compile', 'compile-update'] },
  { library: 'keras-tensorflow', settings: [] },
  { library: 'keras-tensorflow', settings: ['jit'] },
  { library: 'keras-torch', settings: [] },
  { library: 'tfjs-node', settings: ['core'] },
  { library: 'tfjs-node', settings: ['layers'], only: ['mlp', 'cnn', 'big', 'lstm'] },
];

/** Threads that spin while they wait can be faster, and can be slower by far; each way is tried where there are several. */
const waits = { passive: { OMP_WAIT_POLICY: 'passive' }, spinning: {} };

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * What to start for a net: a name to show, the program with its arguments, and the environment. `places` are those of `findPeers`; `start`
 * is the file with what ours starts from. Of `before`, what the configurations took with fewer threads, those are left out that were twice
 * as slow as the fastest and not the fastest of their library.
 */
export function peersOf(net, threads, quick, { python, tfjs }, start, before = {}) {
  return configurations
    .filter(({ only, ...one }) => (!quick || one.quick) && (!only || only.includes(net)))
    .filter(({ library }) => tfjs || library !== 'tfjs-node')
    .filter((one) => !isSlow(nameOf(one), one.library, before))
    .flatMap(({ library, settings }) => {
      const name = nameOf({ library, settings });
      if (library === 'tfjs-node') {
        const args = [script('tfjs-peer.mjs'), tfjs, net, start, ...settings];
        return [{ name, file: process.execPath, args, environment: tensorflowThreads(threads) }];
      }
      const spins = threads > 1 && library !== 'keras-tensorflow';
      return waysToWait(spins, quick).map((wait) => ({
        name: spins ? `${name} ${wait}` : name,
        file: python,
        args: [script('peer.py'), library, net, threads, start, ...settings],
        environment: { ...waits[wait], OMP_NUM_THREADS: String(threads) },
      }));
    });
}

/** At several threads those that spin were the faster ones in whole runs. */
const waysToWait = (spins, quick) => (spins ? (quick ? ['spinning'] : ['passive', 'spinning']) : ['passive']);

const nameOf = ({ library, settings }) => [library, ...settings].join(' ');

function isSlow(name, library, before) {
  const wall = (key) => before[key].wall.median;
  const peers = Object.keys(before).filter((key) => key !== 'ours');
  const fastest = (keys) => Math.min(...keys.map(wall));
  const own = peers.filter((key) => key.startsWith(library));
  return name in before && wall(name) > 2 * fastest(peers) && wall(name) > fastest(own);
}

const tensorflowThreads = (threads) => ({
  TF_NUM_INTRAOP_THREADS: String(threads),
  TF_NUM_INTEROP_THREADS: '1',
  TF_CPP_MIN_LOG_LEVEL: '3',
});

/** Where the peers are; without tfjs-node, which is said, where it cannot be had or `quick` leaves it out. */
export async function findPeers(quick) {
  const python = await findPython();
  const missing = quick ? undefined : await buildTfjsNode();
  if (missing) console.error(`tfjs-node is left out. ${missing}`);
  const has = !quick && !missing;
  return { python, tfjs: has && join(cache, 'tfjs-node', 'node_modules', '@tensorflow', 'tfjs-node') };
}

/** The path of a Python that has the peers; MTL_BENCH_PYTHON names one that is there already. */
export async function findPython() {
  if (process.env.MTL_BENCH_PYTHON) return process.env.MTL_BENCH_PYTHON;
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mtl-lab', 'bench-peers');
  const python = join(
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  console.error(`Installing ${packages.join(', ')} from PyPI into ${folder}, for some minutes …`);
  await mkdir(folder, { recursive: true });
  await runCommand(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
  await runCommand(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  await writeFile(complete, '');
  return python;
}

/** What is installed, with versions; a Python of the person's own may lack some of it. */
export async function versionsOf({ python, tfjs }) {
  const names = packages.map((one) => one.split('==')[0]);
  const printed = await runCommand(python, ['-c', versionScript, ...names]);
  const installed = printed.trim().split('\n').join(', ');
  if (!tfjs) return installed;
  const { version } = JSON.parse(readFileSync(join(tfjs, 'package.json'), 'utf8'));
  return `${installed}, tfjs-node ${version} on the same TensorFlow`;
}

const versionScript = `
import importlib.metadata, sys
print("Python", sys.version.split()[0])
for name in sys.argv[1:]:
    try:
        print(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        print(name, "missing")
`;

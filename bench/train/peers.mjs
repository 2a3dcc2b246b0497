/** The programs that ours is measured against, in an environment of Python outside the project that is made when it is missing. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
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
];

/** Threads that spin while they wait can be faster, and can be slower by far; each way is tried where there are several. */
const waits = { passive: { OMP_WAIT_POLICY: 'passive' }, spinning: {} };

/** What to start for a net: a name to show, arguments of peer.py, and the environment. */
export function peersOf(net, threads, quick) {
  return configurations
    .filter(({ only, ...one }) => (!quick || one.quick) && (!only || only.includes(net)))
    .flatMap(({ library, settings }) => {
      const spins = threads > 1 && !quick && library !== 'keras-tensorflow';
      return (spins ? ['passive', 'spinning'] : ['passive']).map((wait) => ({
        name: [library, ...settings, ...(spins ? [wait] : [])].join(' '),
        library,
        settings,
        environment: { ...waits[wait], OMP_NUM_THREADS: String(threads) },
      }));
    });
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

export async function versionsOf(python) {
  const names = JSON.stringify(packages.map((one) => one.split('==')[0]));
  const code = `import importlib.metadata as m, sys; print("Python", sys.version.split()[0], *[f"{n} {m.version(n)}" for n in ${names}], sep=", ")`;
  return (await runCommand(python, ['-c', code])).trim().replace('Python, ', 'Python ');
}

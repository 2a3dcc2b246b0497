/** The programs that we are measured against, in an environment of Python outside the project that is made when it is missing. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../scripts/run-command.mjs';

const packages = ['numpy', 'pyarrow', 'pandas', 'torch', 'keras', 'tensorflow-cpu'];

export const modes = [
  'torch-foreach',
  'torch-fused',
  'torch-compile',
  'keras-tensorflow',
  'keras-tensorflow-jit',
  'keras-torch',
];

/** The path of a Python that has the peers; MTL_BENCH_PYTHON names one that is there already. */
export async function findPython() {
  if (process.env.MTL_BENCH_PYTHON) return process.env.MTL_BENCH_PYTHON;
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mtl-lab', 'bench-peers');
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  console.error(`Installing ${packages.join(', ')} from PyPI into ${folder}, for some minutes …`);
  await mkdir(folder, { recursive: true });
  await runCommand('python3', ['-m', 'venv', folder]);
  await runCommand(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  await writeFile(complete, '');
  return python;
}

export async function versionsOf(python) {
  const names = JSON.stringify(packages);
  const code = `import importlib.metadata as m, sys; print("Python", sys.version.split()[0], *[f"{n} {m.version(n)}" for n in ${names}])`;
  return (await runCommand(python, ['-c', code])).trim();
}

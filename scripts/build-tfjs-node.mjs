/**
 * Builds the native addon of tfjs-node without the download that its makers offer: `npm run tensorflow`. The package comes from
 * npm, libtensorflow out of a wheel from PyPI, and the addon is compiled against it, into a folder outside of the project.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { cache } from './cache.mjs';
import { isEntry } from './is-entry.mjs';
import { runCommand } from './run-command.mjs';
import { requireTensorFlowTools } from './system-packages.mjs';

const packageVersion = '4.22.0';
/** Brings the headers of Node-API, which are the same for every version of Node. */
const headersVersion = '1.9.0';
const wheel = 'tensorflow-cpu==2.21.0';
/** What the wheel is asked for; the addon does not care which Python it was made for. */
const wheelOptions = ['--python-version', '3.11', '--platform', 'manylinux_2_27_x86_64'];

/** The trainer looks here when the package is not installed beside it. */
const home = join(cache, 'tfjs-node');
const complete = join(home, `complete-${packageVersion}-${wheel}`);
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Takes most of a minute and 1.2 GB the first time. Answers why it cannot be done here; undefined when it is there. */
export async function buildTfjsNode() {
  if (existsSync(complete)) return undefined;
  if (platform() !== 'linux' || arch() !== 'x64') {
    return 'The tests on TensorFlow are skipped: tfjs-node is built on Linux x64 only; docs/tensorflow.md says how else it is had.';
  }
  const missing = await requireTensorFlowTools();
  if (missing) return `The tests on TensorFlow are skipped: ${missing}`;
  console.log('Building tfjs-node against libtensorflow from PyPI, for about a minute …');
  // Built beside its place, so that what was broken off is never taken for whole.
  const folder = `${home}-${process.pid}`;
  try {
    await build(folder);
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
    await writeFile(complete, '');
    return undefined;
  } catch (error) {
    return `The tests on TensorFlow are skipped: it could not be built. ${error.message}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(folder) {
  const parts = join(folder, 'parts');
  await mkdir(parts, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await Promise.all([installPackages(folder), unpackWheel(parts)]);

  const target = join(folder, 'node_modules', '@tensorflow', 'tfjs-node');
  const [addon, lib] = [join(target, 'lib', 'napi-v8'), join(target, 'deps', 'lib')];
  for (const made of [addon, lib]) await mkdir(made, { recursive: true });
  for (const library of libraries) await rename(join(parts, 'tensorflow', library), join(lib, library));

  const binding = join(target, 'binding');
  const headers = join(folder, 'node_modules', 'node-api-headers', 'include');
  const options = ['-shared', '-fPIC', '-O2', '-std=c++17', '-DNAPI_VERSION=8', '-w'];
  const includes = [`-I${headers}`, `-I${join(parts, 'tensorflow', 'include')}`];
  const sources = [join(binding, 'tfjs_backend.cc'), join(binding, 'tfjs_binding.cc')];
  const linked = [
    `-L${lib}`,
    ...libraries.map((library) => `-l:${library}`),
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ];
  const out = join(addon, 'tfjs_binding.node');
  await runCommand('g++', [...options, ...includes, ...sources, ...linked, '-o', out]);
  await rm(parts, { recursive: true });
  // Loading it is the proof that the pieces fit.
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  await runCommand(process.execPath, ['-e', `require(${JSON.stringify(out)})`], {
    env,
  });
}

async function installPackages(folder) {
  const packages = [`@tensorflow/tfjs-node@${packageVersion}`, `node-api-headers@${headersVersion}`];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand('npm', ['install', '--ignore-scripts', ...quiet, ...packages], { cwd: folder });
}

/** Only the libraries and the headers of the C API are unpacked. */
async function unpackWheel(parts) {
  const options = ['--no-deps', '--only-binary=:all:', ...wheelOptions, '--disable-pip-version-check', '-q'];
  await runCommand('python3', ['-m', 'pip', 'download', ...options, '-d', parts, wheel]);
  await runCommand('python3', ['-c', unpack, parts, ...libraries]);
}

const unpack = `
import glob, os, sys, zipfile
folder, *libraries = sys.argv[1:]
[wheel] = glob.glob(os.path.join(folder, '*.whl'))
headers = ['tensorflow/c/', 'tensorflow/core/platform/ctstring', 'tsl/platform/ctstring', 'xla/tsl/c/']
wanted = tuple('tensorflow/' + name for name in [*libraries, *('include/' + name for name in headers)])
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(wanted)])
os.remove(wheel)
`;

if (isEntry(import.meta.url)) {
  const reason = await buildTfjsNode();
  console.log(reason ?? `tfjs-node is in ${home}.`);
  process.exitCode = reason ? 1 : 0;
}

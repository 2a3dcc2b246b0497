/** Lays the native engines of one platform beside the bundles, where `require` finds them inside the packed extension. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';

/** Platforms that both engines are published for, in the names that VS Code gives them. */
export const targets = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];

/** What the bundles load at run time. ONNX Runtime's own download script and the packages it needs stay out. */
const packages = {
  'onnxruntime-node': (target) => ['dist', `bin/napi-v6/${target.replace('-', '/')}`],
  'onnxruntime-common': () => ['dist/cjs'],
  '@duckdb/node-bindings': () => ['duckdb.js'],
  'detect-libc': () => ['lib'],
};

export const enginePackages = Object.keys(packages);

const unused = /\.(d\.ts|map|md)$/;

/** Fills `folder`, a `node_modules`, from the installed packages; the binding of another platform comes from npm. */
export async function layNativeEngines(target, folder) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, parts] of Object.entries(packages)) {
    await copyParts(installed(name), join(folder, name), parts(target));
  }
  const binding = `@duckdb/node-bindings-${target}`;
  await copyParts(await bindingOf(binding), join(folder, binding), ['.']);
}

const installed = (name) => join(root, 'node_modules', name);

async function copyParts(from, to, parts) {
  const always = ['package.json', 'LICENSE'];
  await mkdir(to, { recursive: true });
  for (const part of [...always, ...parts]) {
    if (!existsSync(join(from, part))) {
      if (always.includes(part)) continue;
      throw new Error(`${join(from, part)} is missing. Run npm ci.`);
    }
    await cp(join(from, part), join(to, part), {
      recursive: true,
      filter: (file) => !unused.test(file),
    });
  }
}

/** npm installs the binding of the running platform only; that of another is fetched into `.cache/`. */
async function bindingOf(name) {
  if (existsSync(installed(name))) return installed(name);
  const { version } = JSON.parse(
    await readFile(join(installed('@duckdb/node-bindings'), 'package.json'), 'utf8'),
  );
  const folder = join(root, '.cache', 'bindings', `${name.replace('/', '-')}-${version}`);
  if (!existsSync(join(folder, 'package.json'))) {
    await mkdir(folder, { recursive: true });
    const packed = await runCommand('npm', [
      'pack',
      '--silent',
      '--pack-destination',
      folder,
      `${name}@${version}`,
    ]);
    await runCommand('tar', [
      '-xzf',
      join(folder, packed.trim().split('\n').at(-1)),
      '--strip-components=1',
      '-C',
      folder,
    ]);
  }
  return folder;
}

/** Lays the native engines of one platform beside the bundles, where `require` finds them inside the packed extension. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
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
  sharp: () => ['dist'],
  '@img/colour': () => ['color.cjs', 'index.cjs'],
  semver: () => ['index.js', 'classes', 'functions', 'internal', 'ranges'],
};

/** What is compiled for one platform, by the package that loads it. On Windows, libvips is inside of the binding. */
const bindingsOf = {
  '@duckdb/node-bindings': (target) => [[`@duckdb/node-bindings-${target}`, ['.']]],
  sharp: (target) => [
    [`@img/sharp-${target}`, ['index.cjs', 'lib']],
    ...(target.startsWith('win32')
      ? []
      : [[`@img/sharp-libvips-${target}`, ['lib', 'README.md', 'versions.json']]]),
  ],
};

/** Packages whose licences are told. Bindings of all platforms have that of the one that runs here. */
export const enginePackages = [
  ...Object.keys(packages),
  ...Object.values(bindingsOf).flatMap((bindings) =>
    bindings(`${platform()}-${arch()}`).map(([name]) => name),
  ),
];

/** What libvips is licensed under is told in its README alone. */
const unused = /(?<!libvips-[^/]*\/README)\.md$|\.(d\.[cm]?ts|mjs|map|h)$/;

/** Fills `folder`, a `node_modules`, from the installed packages; the binding of another platform comes from npm. */
export async function layNativeEngines(target, folder) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, parts] of Object.entries(packages)) {
    await copyParts(installed(name), join(folder, name), parts(target));
  }
  for (const [of, bindings] of Object.entries(bindingsOf)) {
    for (const [name, parts] of bindings(target))
      await copyParts(await findBinding(name, of), join(folder, name), parts);
  }
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

/** npm installs the binding of the running platform only; that of another, which the package `of` names, is fetched into `.cache/`. */
async function findBinding(name, of) {
  if (existsSync(installed(name))) return installed(name);
  const { optionalDependencies } = JSON.parse(await readFile(join(installed(of), 'package.json'), 'utf8'));
  const version = optionalDependencies[name];
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

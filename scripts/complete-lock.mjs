/**
 * Adds to package-lock.json the packages for other platforms that npm left out: `npm run lock`, after a dependency was changed.
 * A registry that mirrors only some of them makes npm write an incomplete lock file, which `npm ci` then refuses everywhere.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEntry } from './is-entry.mjs';
import { root } from './root.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = { gnu: 'glibc', musl: 'musl', gnueabihf: 'glibc', musleabihf: 'musl' };

/** `[path, version]` of each optional dependency that a package of the lock file names and the lock file lacks. */
export function missingPackages({ packages }) {
  const missing = new Map();
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = foldersAbove(path).map((folder) => `${folder}node_modules/${name}`);
      if (!places.some((place) => Object.hasOwn(packages, place))) missing.set(places.at(-1), version);
    }
  }
  return [...missing];
}

/** Where Node looks for what a package requires: beside what is inside it, then outward to the root. */
function foldersAbove(path) {
  if (path === '') return [''];
  const outer = path.slice(0, path.lastIndexOf('node_modules/'));
  return [`${path}/`, ...foldersAbove(outer.replace(/\/$/, ''))];
}

/** What npm reads to know that a package is not for this machine, told from the package's name. */
function entryFor(path, version) {
  const words = path.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.filter((word) => Object.hasOwn(libraries, word)).map((word) => libraries[word]);
  if (os.length !== 1 || cpu.length !== 1 || !/^\d/.test(version)) {
    throw new Error(
      `${path} ${version} is not a package for one platform. Add it to package-lock.json by hand.`,
    );
  }
  return { version, cpu, ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}), optional: true, os };
}

if (isEntry(import.meta.url)) {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(await readFile(file, 'utf8'));
  const missing = missingPackages(lock);
  for (const [path, version] of missing) lock.packages[path] = entryFor(path, version);
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages for other platforms added.`);
}

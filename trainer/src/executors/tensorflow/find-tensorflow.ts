/** Looks for tfjs-node with its native addon: where this program is installed, then where `npm run tensorflow` has built it. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../../../machine/cache-folder';

/** Who has installed the variant for graphics cards wants it. */
const packages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

export interface FoundTensorFlow {
  /** The folder of the package. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** `bare`: the package is there, but its addon is not, as where npm could not download it. */
export type Finding = { readonly found: FoundTensorFlow } | { readonly missing: 'absent' | 'bare' };

/** `places` are files from which packages are looked for as Node does it. */
export function findTensorFlow(places: readonly string[] = usualPlaces()): Finding {
  const folders = places.flatMap((place) => packages.flatMap((name) => folderOf(place, name)));
  const folder = folders.find(hasAddon);
  if (folder === undefined) return { missing: folders.length > 0 ? 'bare' : 'absent' };
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as FoundTensorFlow;
  return { found: { folder, name, version } };
}

function usualPlaces(): readonly string[] {
  const program = process.argv[1];
  const built = join(cacheFolder(), 'tfjs-node', 'package.json');
  return [...(program && existsSync(program) ? [realpathSync(program)] : []), built];
}

function folderOf(place: string, name: string): readonly string[] {
  try {
    return [dirname(createRequire(place).resolve(`${name}/package.json`))];
  } catch {
    return [];
  }
}

function hasAddon(folder: string): boolean {
  const lib = join(folder, 'lib');
  const versions = existsSync(lib) ? readdirSync(lib) : [];
  return versions.some((version) => existsSync(join(lib, version, 'tfjs_binding.node')));
}

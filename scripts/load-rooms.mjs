/** Loads exports of the TypeScript rooms into a script, bundled in memory: `loadRooms("export { catalog } from './catalog'")`. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Only rooms without native engines can be loaded this way. Paths in `exports` start at the root of the project. */
export async function loadRooms(exports) {
  const { outputFiles } = await build({
    stdin: { contents: exports, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

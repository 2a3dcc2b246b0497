/** Loads exports of the TypeScript rooms into a script, bundled in memory: `loadRooms("export { catalog } from './catalog'")`. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './root.mjs';

/** Only rooms without native engines can be loaded this way. Paths in `exports` start at the root of the project. */
export async function loadRooms(exports) {
  const { outputFiles } = await build({ ...bundle(exports), write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

/** The same for rooms that read data: the bundle is a file, from which Node finds the native libraries. */
export async function loadNativeRooms(exports) {
  const folder = join(root, '.cache', 'rooms');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `rooms-${process.pid}.mjs`);
  await build({
    ...bundle(exports),
    outfile,
    platform: 'node',
    external: ['@duckdb/node-bindings', 'sharp'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}

const bundle = (exports) => ({
  stdin: { contents: exports, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  logLevel: 'error',
});

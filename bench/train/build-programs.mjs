/** Bundles the bench's own programs, which are made of the rooms' sources, into dist/bench/. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/root.mjs';

/** Packages of CommonJS in a bundle of ES modules ask for what Node gives to CommonJS alone. */
const banner = `import { createRequire as createRequireOf } from 'node:module';
const require = createRequireOf(import.meta.url);`;

/** Answers the folder of `NAME.mjs` for each `NAME.ts` here. */
export async function buildPrograms(names) {
  const outdir = join(root, 'dist', 'bench');
  await build({
    entryPoints: names.map((name) => join(root, 'bench', 'train', `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', '@duckdb/node-bindings', '@tensorflow/tfjs-node'],
    banner: { js: banner },
    logLevel: 'warning',
  });
  return outdir;
}

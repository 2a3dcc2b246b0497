/** Bundles the bench's own programs, which are made of the rooms' sources, into dist/bench/. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { programs } from '../../scripts/build.mjs';
import { root } from '../../scripts/root.mjs';

/** Packages of CommonJS in a bundle of ES modules ask for what Node gives to CommonJS alone, as ours do that start what lies beside them. */
const banner = `import { createRequire as createRequireOf } from 'node:module';
const require = createRequireOf(import.meta.url);
const __dirname = import.meta.dirname;`;

/** Answers the folder of `NAME.mjs` for each `NAME.ts` here. */
export async function buildPrograms(names) {
  const outdir = join(root, 'dist', 'bench');
  const common = {
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', '@duckdb/node-bindings', '@tensorflow/tfjs-node'],
    logLevel: 'warning',
  };
  await build({
    ...common,
    entryPoints: names.map((name) => join(root, 'bench', 'train', `${name}.ts`)),
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    banner: { js: banner },
  });
  await build({
    ...common,
    entryPoints: { shard: join(root, programs.shard) },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });
  return outdir;
}

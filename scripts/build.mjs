/** Bundles the extension, the language server, the trainer, the command line and the panels into dist/. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { isEntry } from './is-entry.mjs';
import { root } from './root.mjs';

/** Native engines find their binaries beside their own files, so they stay outside the bundles. */
const native = ['onnxruntime-node', '@duckdb/node-bindings', '@tensorflow/tfjs-node', 'sharp'];

export const programs = {
  extension: 'client/src/extension.ts',
  'language-client': 'vscode-languageclient/node',
  server: 'server/src/lsp/main.ts',
  reader: 'data/reader-main.ts',
  trainer: 'trainer/src/main.ts',
  shard: 'trainer/src/executors/onnx/sharing/shard-main.ts',
  mtl: 'cli/main.ts',
};

/**
 * Programs whose compiled code is kept from one start to the next (`machine/`): a file in dist/ starts what lies in dist/code/. V8 takes code over only with the flags
 * that it was compiled with, so those that a program sets itself (`server/src/lsp/heap.ts`) are set before.
 */
const started = {
  server: ['--heap-growing-percent=50'],
  reader: [],
  trainer: [],
  mtl: [],
};

const panels = {
  'media/run': 'media/run/main.ts',
  'media/architecture': 'media/architecture/main.ts',
  'media/compare': 'media/compare/main.ts',
  'media/sweep': 'media/sweep/main.ts',
  'media/report': 'media/report/main.ts',
};

const common = {
  absWorkingDir: root,
  bundle: true,
  outdir: 'dist',
  sourcemap: true,
  metafile: true,
  legalComments: 'external',
  logLevel: 'warning',
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // Some dependencies are published twice; the ES modules bundle smaller and without dynamic requires.
  mainFields: ['module', 'main'],
  external: [...native, 'vscode'],
  // Node reads a CommonJS package twice when it is imported, and once when it is required.
  supported: { 'dynamic-import': false },
};

const browser = { ...common, platform: 'browser', target: 'es2022', format: 'iife', minify: true };

/** Answers whether everything was built. One room that does not compile keeps no other from being built. */
export async function buildBundles() {
  await mkdir(join(root, 'dist', 'meta'), { recursive: true });
  const bundles = [
    ...Object.entries(programs).map(([name, entry]) => bundle(name, entry, node)),
    ...Object.entries(panels).map(([name, entry]) => bundle(name, entry, browser)),
  ];
  // Esbuild has printed why by the time that one is rejected.
  return (await Promise.allSettled(bundles)).every(({ status }) => status === 'fulfilled');
}

/** What each bundle is made of and its code, without writing anything; for the tests that hold it against the rules of the house. */
export async function describeBundles() {
  const entries = [
    ...Object.entries(programs).map(([name, entry]) => [name, entry, node]),
    ...Object.entries(panels).map(([name, entry]) => [name, entry, browser]),
  ];
  return Promise.all(
    entries.map(async ([name, entry, options]) => {
      const { metafile, outputFiles } = await build({ ...optionsOf(name, entry, options), write: false });
      return { name, metafile, code: outputFiles.find(({ path }) => /\.c?js$/.test(path)).text };
    }),
  );
}

/** Keeps in dist/meta what each bundle is made of; its licences are collected from there. */
async function bundle(name, entry, options) {
  const { metafile } = await build(optionsOf(name, entry, options));
  await writeFile(join(root, 'dist', 'meta', `${name.replace('/', '-')}.json`), JSON.stringify(metafile));
  if (name in started) await buildStarter(name);
}

/** The file that starts a bundle of dist/code/. */
async function buildStarter(name) {
  const code = await readFile(join(root, 'dist', 'code', `${name}.cjs`));
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const program = JSON.stringify({ name, hash, flags: started[name] });
  const contents = `import { startProgram } from './machine/start-program';\nstartProgram(${program}, __dirname);\n`;
  await build({
    ...node,
    stdin: { contents, resolveDir: root, sourcefile: `start-${name}.ts`, loader: 'ts' },
    outdir: undefined,
    outfile: `dist/${name}.cjs`,
    outExtension: undefined,
    sourcemap: false,
    ...(name === 'mtl' ? { banner: { js: '#!/usr/bin/env node' } } : {}),
  });
}

/** The extension is active before it has read what it talks to its server with, nine tenths of its code. */
const languageClient = {
  name: 'language-client',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^vscode-languageclient\/node$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './language-client.cjs', external: true },
    ),
};

const optionsOf = (name, entry, options) => ({
  ...options,
  entryPoints: { [name in started ? `code/${name}` : name]: entry },
  plugins: name === 'extension' ? [languageClient] : [],
});

if (isEntry(import.meta.url)) process.exitCode = (await buildBundles()) ? 0 : 1;

/**
 * Opens the extension with a folder of experiments, the project's examples by default: in VS Code where `code` is installed, else in
 * code-server, which is installed first, at an address that is printed. `npm run vscode -- [FOLDER]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildBundles } from './build.mjs';
import { canRunCodeServer, editorAddress, installCodeServer, startCodeServer } from './code-server.mjs';
import { packExtension } from './package.mjs';
import { root } from './root.mjs';
import { requireCompiler } from './system-packages.mjs';

const folder = resolve(process.argv[2] ?? join(root, 'examples'));

if (!(await buildBundles())) process.exitCode = 1;
else if (!openCode()) await serve();

/** False where there is no `code`. */
function openCode() {
  const shell = process.platform === 'win32';
  const args = [`--extensionDevelopmentPath=${root}`, folder];
  return spawnSync('code', args, { stdio: 'inherit', shell }).status === 0;
}

async function serve() {
  const missing = canRunCodeServer
    ? await requireCompiler()
    : 'VS Code was not found; install it from code.visualstudio.com';
  if (missing) {
    console.error(missing);
    process.exitCode = 1;
    return;
  }
  console.log('There is no `code` here. Preparing code-server, which takes about a minute the first time …');
  await installCodeServer();
  const state = await mkdtemp(join(tmpdir(), 'mtl-editor-'));
  const server = await startCodeServer({ state, extension: await packExtension() });
  console.log(`\nOpen ${editorAddress(server.url, folder)}\nCtrl-C ends it.`);
  await new Promise((resolveSignal) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolveSignal);
  });
  await server.stop();
  await rm(state, { recursive: true, force: true });
}

/** A real VS Code without a download from its makers: code-server from npm on a Node of its own, kept outside the repository. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cache } from './cache.mjs';
import { runCommand } from './run-command.mjs';

const codeServerVersion = '4.139.1';
/** The version that this code-server is built for. */
const nodeVersion = '24.21.0';
const nodePackage = `node-${platform()}-${arch()}`;

const home = join(cache, `code-server-${codeServerVersion}`);
const nodeFolder = join(home, 'node', 'node_modules', nodePackage);
const serverFolder = join(home, 'server', 'node_modules', 'code-server');

export const canRunCodeServer = platform() === 'linux';

export const isCodeServerInstalled = () => existsSync(join(home, 'complete'));

/** Takes about a minute and 0.8 GB. What a broken-off installation left is removed first. */
export async function installCodeServer() {
  if (isCodeServerInstalled()) return;
  await rm(home, { recursive: true, force: true });
  const node = await newPackage(join(home, 'node'));
  // Links in node_modules/.bin would put this Node before the project's own.
  await npm(['install', '--no-bin-links', `${nodePackage}@${nodeVersion}`], node);
  const server = await newPackage(join(home, 'server'));
  await npm(['install', '--ignore-scripts', `code-server@${codeServerVersion}`], server);

  // Its install script does the following and more, and reaches beyond the registry.
  const editor = join(serverFolder, 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], editor);
  await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], editor);
  await npm(['install', '--omit=dev', '--ignore-scripts'], join(editor, 'extensions'));
  await link('code-linux.sh', join(editor, 'bin', 'remote-cli', 'code-server'));
  await link('browser-linux.sh', join(editor, 'bin', 'helpers', 'browser.sh'));
  await writeFile(join(home, 'complete'), '');
}

/**
 * Starts an editor with its whole state in the folder `state`, and waits until it answers. `extension` is a VSIX that is installed
 * first. `trust: 'ask'` leaves workspace trust on. Answers `{ url, pid, stop }`.
 */
export async function startCodeServer({ state, extension, settings = {}, trust = 'given' }) {
  const environment = editorEnvironment(state);
  const folders = ['--user-data-dir', join(state, 'data'), '--extensions-dir', join(state, 'extensions')];
  const program = [join(serverFolder, 'out', 'node', 'entry.js'), '--config', join(state, 'config.yaml')];
  for (const folder of ['data/User', 'extensions', 'home', 'run', 'tmp']) {
    await mkdir(join(state, folder), { recursive: true });
  }
  await writeFile(join(state, 'config.yaml'), 'auth: none\n');
  await writeFile(join(state, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  const node = join(nodeFolder, 'bin', 'node');
  if (extension) {
    await runCommand(node, [...program, ...folders, '--install-extension', extension], { env: environment });
  }

  const port = await freePort();
  const switches = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-proxy'];
  const quiet = ['--disable-getting-started-override', '--ignore-last-opened'];
  if (trust === 'given') quiet.push('--disable-workspace-trust');
  const address = ['--bind-addr', `127.0.0.1:${port}`];
  const server = spawn(node, [...program, ...folders, ...address, ...switches, ...quiet], {
    cwd: state,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that its extension hosts can be ended with it.
    detached: true,
  });
  const endGroup = () => signalGroup(server.pid, 'SIGKILL');
  process.once('exit', endGroup);
  const log = createWriteStream(join(state, 'server.log'));
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await stopServer(server, log);
    process.off('exit', endGroup);
  };
  try {
    await untilHealthy(server, url, join(state, 'server.log'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: server.pid, stop };
}

/** The address that opens a folder, and a file in it. The authority must be the page's own, or the file is not the workspace's. */
export function editorAddress(url, folder, file) {
  const payload = file
    ? `&payload=${encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://${new URL(url).host}${join(folder, file)}`]]))}`
    : '';
  return `${url}/?folder=${encodeURIComponent(folder)}${payload}`;
}

/** Nothing of the person's own editor is read or changed. */
function editorEnvironment(state) {
  const foreign = /^(NODE_OPTIONS|VSCODE_.*|ELECTRON_.*|npm_.*|VITEST.*)$/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    HOME: join(state, 'home'),
    TMPDIR: join(state, 'tmp'),
    XDG_RUNTIME_DIR: join(state, 'run'),
    XDG_CONFIG_HOME: join(state, 'home', '.config'),
    XDG_DATA_HOME: join(state, 'home', '.local', 'share'),
    XDG_CACHE_HOME: join(state, 'home', '.cache'),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    LANG: 'C.UTF-8',
  };
}

async function untilHealthy(server, url, log) {
  for (let attempt = 0; attempt < 240; attempt++) {
    if (server.exitCode !== null) throw new Error(`code-server has ended; see ${log}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(250);
  }
  throw new Error(`code-server did not answer within a minute; see ${log}`);
}

async function stopServer(server, log) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    const patience = setTimeout(() => server.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(patience);
  }
  // Its extension hosts write their last state a moment after the server has ended; some would wait for a window to come back.
  for (let attempt = 0; attempt < 20 && signalGroup(server.pid, 0); attempt++) await wait(250);
  signalGroup(server.pid, 'SIGKILL');
  log.end();
}

/** False when the group is gone. */
function signalGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function newPackage(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  return folder;
}

/** With the installed Node and its headers, whatever the person's npm is set to. */
async function npm(args, cwd) {
  const env = {
    ...process.env,
    PATH: `${join(nodeFolder, 'bin')}:${process.env.PATH}`,
    npm_config_nodedir: nodeFolder,
    npm_config_ignore_scripts: String(args[0] !== 'rebuild'),
  };
  await runCommand('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
}

async function link(target, path) {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

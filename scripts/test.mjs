/**
 * Runs every check, or those that are named: `npm test -- unit e2e`. Installs what the browser tests need when it is missing.
 * Ends with one line, `N passed, N failed, N skipped`, and fails when anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBundles } from './build.mjs';
import { buildTfjsNode } from './build-tfjs-node.mjs';
import { canRunCodeServer, installCodeServer, isCodeServerInstalled } from './code-server.mjs';
import { packExtension } from './package.mjs';
import { root } from './root.mjs';
import { requireBrowser, requireCompiler, requireGraphics, softwareDriver } from './system-packages.mjs';

/** In the order in which they run. Each answers `{ passed, failed, skipped, reason }`. */
const stages = {
  types: () => check('npx', ['tsc', '-b']),
  lint: async () => add(await check('npx', ['oxlint']), await check('npx', ['prettier', '--check', '.'])),
  build: async () => ((await buildBundles()) ? passed : failed),
  tensorflow: prepareTensorFlow,
  unit: () => vitest('unit'),
  process: () => vitest('process'),
  devices: () => vitest('devices', requireGraphics, { VK_ICD_FILENAMES: softwareDriver }),
  webview: () => vitest('webview', requireBrowser),
  e2e: () => vitest('e2e', prepareEditor),
};

const passed = { passed: 1, failed: 0, skipped: 0 };
const failed = { passed: 0, failed: 1, skipped: 0 };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(stages, name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. The stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

const rows = [];
for (const [name, run] of Object.entries(stages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const start = performance.now();
  const counts = await run().catch((error) => ({ ...failed, reason: error.message }));
  if (counts.reason) console.error(counts.reason);
  rows.push({ name, ...counts, seconds: (performance.now() - start) / 1000 });
}
report(rows);

/** Tests are skipped where a browser or driver cannot be had, but never where nobody would see that they were. */
function unavailable(reason) {
  return process.env.CI ? { ...failed, reason } : { passed: 0, failed: 0, skipped: 1, reason };
}

/** The unit tests run on TensorFlow where it is. */
async function prepareTensorFlow() {
  const missing = await buildTfjsNode();
  return missing ? unavailable(missing) : passed;
}

async function prepareEditor() {
  if (!canRunCodeServer) return 'The end-to-end tests run on Linux only.';
  const missing = (await requireBrowser()) ?? (isCodeServerInstalled() ? undefined : await requireCompiler());
  if (missing) return missing;
  if (!isCodeServerInstalled()) console.log('Installing code-server, a real VS Code, for about a minute …');
  await installCodeServer();
  console.log(`Packed ${await packExtension()}.`);
  return undefined;
}

async function vitest(project, prepare, environment = {}) {
  const missing = await prepare?.();
  if (missing) return unavailable(missing);
  const file = join(root, '.cache', 'tests', `${project}.json`);
  await mkdir(join(root, '.cache', 'tests'), { recursive: true });
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // Two editors beside each other, with a browser and a trainer each, are more than two cores can carry.
  const order = project === 'e2e' ? ['--no-file-parallelism'] : [];
  const code = await show(
    'npx',
    ['vitest', 'run', '--project', project, ...order, ...reporters],
    environment,
  );
  const result = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const counts = {
    passed: result.numPassedTests ?? 0,
    failed: result.numFailedTests ?? 0,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  };
  // A test file that does not load has no failed test and yet fails; so does a project without any test.
  return code !== 0 && counts.failed === 0 ? add(counts, failed) : counts;
}

async function check(program, args) {
  return (await show(program, args)) === 0 ? passed : failed;
}

/** Runs a program with its output in view; answers its exit code. */
function show(program, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function report(stageRows) {
  const total = stageRows.reduce(add, { passed: 0, failed: 0, skipped: 0 });
  console.log(`\n${['stage'.padEnd(10), 'passed', 'failed', 'skipped', 'seconds'].join('  ')}`);
  for (const row of stageRows) {
    const cells = [row.passed, row.failed, row.skipped].map((count, i) =>
      String(count).padStart([6, 6, 7][i]),
    );
    console.log([row.name.padEnd(10), ...cells, row.seconds.toFixed(1).padStart(7)].join('  '));
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/**
 * Packs the extension as a VSIX with the native engines of one platform: `npm run package -- [TARGET]`, the running
 * platform by default.
 */
import { rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { buildBundles } from './build.mjs';
import { isEntry } from './is-entry.mjs';
import { enginePackages, layNativeEngines, targets } from './native-engines.mjs';
import { collectNotices } from './notices.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';

export const thisTarget = `${platform()}-${arch()}`;

/** Where the VSIX of a target is written. */
export const packedExtension = (target = thisTarget) => join(root, 'dist', `mtl-lab-${target}.vsix`);

/** Packs what `npm run build` has made. */
export async function packExtension(target = thisTarget) {
  if (!targets.includes(target)) {
    throw new Error(`There is no engine for ${target}. Choose one of ${targets.join(', ')}.`);
  }
  const engines = join(root, 'dist', 'node_modules');
  const bundles = [
    'extension',
    'language-client',
    'server',
    'reader',
    'trainer',
    'shard',
    'mtl',
    'media-run',
    'media-architecture',
    'media-compare',
    'media-report',
  ];
  const notices = await collectNotices(bundles, enginePackages);
  await writeFile(join(root, 'dist', 'ThirdPartyNotices.txt'), notices);
  try {
    await layNativeEngines(target, engines);
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
    const out = ['--target', target, '--out', packedExtension(target)];
    await runCommand(process.execPath, [vsce, 'package', ...options, ...out], { cwd: root });
  } finally {
    // The bundles in dist/ find the engines in the project's own node_modules.
    await rm(engines, { recursive: true, force: true });
  }
  return packedExtension(target);
}

if (isEntry(import.meta.url)) {
  if (await buildBundles()) console.log(await packExtension(process.argv[2]));
  else process.exitCode = 1;
}

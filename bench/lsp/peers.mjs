/** The language servers that ours is measured against, from npm, in a folder outside the project that is made when it is missing. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache } from '../../scripts/cache.mjs';
import { root } from '../../scripts/root.mjs';
import { runCommand } from '../../scripts/run-command.mjs';

export const packages = {
  '@prisma/language-server': '31.12.10',
  'yaml-language-server': '2.0.0',
  langium: '4.4.0',
};

/** Answers the folder that holds their `node_modules`, and the Langium server of this bench beside them. */
export async function installPeers() {
  const folder = join(cache, 'bench-lsp');
  const wanted = JSON.stringify(packages);
  const complete = join(folder, `complete-${Buffer.from(wanted).toString('base64url').slice(-40)}`);
  await mkdir(folder, { recursive: true });
  if (!existsSync(complete)) {
    const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    console.error(`Installing ${names.join(', ')} into ${folder} …`);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await runCommand(npm, [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      ...names,
    ]);
    await writeFile(complete, '');
  }
  // The server finds its packages from where it lies.
  for (const file of ['server.mjs', 'experiment.langium'])
    await copyFile(join(root, 'bench', 'lsp', 'langium', file), join(folder, file));
  return folder;
}

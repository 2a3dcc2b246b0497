/** Collects the licences of everything that is bundled into the extension. */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';

/** `bundles` are names of dist/meta, `others` packages that are packed as they are. Fails where one names no licence. */
export async function collectNotices(bundles, others) {
  const packages = new Set(others.map((name) => `node_modules/${name}`));
  for (const bundle of bundles) {
    const { inputs } = JSON.parse(await readFile(join(root, 'dist', 'meta', `${bundle}.json`), 'utf8'));
    for (const file of Object.keys(inputs)) {
      const path = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (path) packages.add(path);
    }
  }
  const notices = await Promise.all([...packages].toSorted().map(noticeOf));
  return `MTL Lab contains the following packages.\n\n${notices.join('\n')}`;
}

async function noticeOf(path) {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  // What a package of several libraries is licensed under may be told in its README alone.
  const files = await readdir(folder);
  const file =
    files.find((entry) => /^(licen[cs]e|copying)/i.test(entry)) ??
    files.find((entry) => /^readme/i.test(entry));
  const text = file && existsSync(join(folder, file)) ? await readFile(join(folder, file), 'utf8') : license;
  if (!text) throw new Error(`${name} says nothing about its licence.`);
  const line = '-'.repeat(80);
  return `${line}\n${name} ${version} (${license})\n${line}\n${text.trim()}\n`;
}

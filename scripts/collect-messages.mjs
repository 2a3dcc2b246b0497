/**
 * Collects every English sentence that the code can show: the templates of `text('…')`, and of `t('…')` in the panels; and
 * what the tables of the language and the catalog say about themselves.
 * Prints them as JSON, sorted; `missingIn(bundle)` and `unusedIn(bundle)` are printed with `--check` and fail when not empty.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRooms } from './load-rooms.mjs';
import { sentencesIn } from './message-templates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['contract', 'graph', 'catalog', 'data', 'runs', 'server', 'trainer', 'client', 'media', 'cli'];
const bundleFile = join(root, 'l10n', 'bundle.l10n.zh-cn.json');

const templates = await collect();
if (process.argv.includes('--check')) {
  const bundle = JSON.parse(await readFile(bundleFile, 'utf8'));
  const missing = templates.filter((template) => !Object.hasOwn(bundle, template));
  const unused = Object.keys(bundle).filter((template) => !templates.includes(template));
  console.log(JSON.stringify({ missing, unused }, null, 2));
  process.exitCode = missing.length + unused.length > 0 ? 1 : 0;
} else {
  console.log(JSON.stringify(templates, null, 2));
}

async function collect() {
  const found = new Set();
  for (const room of rooms) {
    for (const file of await readdir(join(root, room), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const call = room === 'media' ? /(?<![\w.])(?:text|t)\(/g : undefined;
      for (const template of sentencesIn(await readFile(join(root, room, file), 'utf8'), call))
        found.add(template);
    }
  }
  for (const doc of await docsOfTables()) found.add(doc);
  return [...found].toSorted();
}

function docsOf({ doc, params = {} }) {
  return [doc, ...Object.values(params).map((parameter) => parameter.doc)];
}

/** Hover, completion and the reference show them, in the language of the reader. */
async function docsOfTables() {
  const { catalog, declarationForms, problemKinds, deviceDocs } = await loadRooms(`
    export { catalog } from './catalog/index';
    export { deviceDocs } from './contract/devices';
    export { declarationForms } from './server/src/language/grammar/declarations';
    export { problemKinds } from './server/src/language/problems/index';`);
  return [
    ...Object.values(catalog).flatMap((records) => Object.values(records).flatMap(docsOf)),
    ...Object.values(declarationForms).flatMap(({ doc, properties }) => [
      doc,
      ...Object.values(properties).flatMap((property) => [
        property.doc,
        ...Object.values(property.value.forms ?? {}).flatMap(docsOf),
      ]),
    ]),
    ...problemKinds.map(({ docs }) => docs),
    ...Object.values(deviceDocs),
  ];
}

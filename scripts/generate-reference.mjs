/**
 * Writes `docs/reference/`, in English and in Chinese: the declarations of the language, everything in the catalog, and a page
 * for each code of a problem, from the tables that the editor itself reads and from the corpus of wrong experiments. With
 * `--check` it writes nothing and fails when a page is stale.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadNativeRooms } from './load-rooms.mjs';
import { readExamples } from './reference/examples.mjs';
import { languages } from './reference/languages.mjs';
import { otherProblems } from './reference/other-problems.mjs';
import { problemPage, sentencesPage } from './reference/problem-page.mjs';
import { catalogPage, languagePage, problemsPage } from './reference/table-pages.mjs';
import { root } from './root.mjs';

const rooms = await loadNativeRooms(`
  export { catalog } from './catalog/index';
  export { explain } from './catalog/explain';
  export { render } from './contract/text';
  export { localReader } from './data/local-reader';
  export { createSchemaCache } from './data/schema-cache';
  export { analyse } from './server/src/language/analyse';
  export { declarationForms } from './server/src/language/grammar/declarations';
  export { problemKinds } from './server/src/language/problems/index';
  export { readTrainedRun } from './server/src/lsp/runs/read-trained-run';`);

const folder = join(root, 'docs', 'reference');
const examples = await readExamples(rooms);
const others = otherProblems();
const fixable = new Set(
  [...examples].filter(([, own]) => own.some(({ fixed }) => fixed)).map(([code]) => code),
);

const pages = new Map(languages.flatMap((language) => [...pagesIn(language)]));
const written = (await readdir(folder, { recursive: true }).catch(() => []))
  .filter((file) => file.endsWith('.md'))
  .map((file) => join(folder, file));
const check = process.argv.includes('--check');
const options = await resolveConfig(join(folder, 'problems.md'));
for (const file of new Set([...written, ...pages.keys()])) {
  const now = await readFile(file, 'utf8').catch(() => null);
  const page = pages.get(file);
  const text = page === undefined ? null : await styled(file, page);
  if (now === text) continue;
  if (check) {
    console.error(`${relative(root, file)} is stale. Run \`npm run reference\`.`);
    process.exitCode = 1;
  } else if (text === null) await rm(file);
  else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Tables are aligned; pages of problems have none, and hold texts that must stay as they are. */
function styled(file, page) {
  return dirname(file).endsWith('problems') ? `${page}\n` : format(page, { ...options, parser: 'markdown' });
}

function* pagesIn(language) {
  const at = (name) => join(folder, language.folder, `${name}.md`);
  yield [at('language'), languagePage(rooms, language)];
  yield [at('catalog'), catalogPage(rooms, language)];
  yield [at('problems'), problemsPage(rooms.problemKinds, others, fixable, language)];
  for (const kind of rooms.problemKinds) {
    const own = examples.get(kind.code) ?? [];
    yield [at(`problems/${kind.code}`), problemPage(kind, own, language, rooms.render)];
  }
  for (const problem of others) yield [at(`problems/${problem.code}`), sentencesPage(problem, language)];
}

/** The wrong experiments of the corpus with what the language says about each, for the pages of its problems. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root.mjs';

const folder = join(root, 'test', 'golden', 'problems');

/** By code. `fixed` and `left` are the text after the first fix, and the problems that it still has. */
export async function readExamples({ analyse, createSchemaCache, localReader, readTrainedRun }) {
  const problemsOf = problemReader(analyse, createSchemaCache(localReader), readTrainedRun);
  const examples = new Map();
  const names = readdirSync(folder).filter((file) => file.endsWith('.mtl') && !file.endsWith('.fixed.mtl'));
  for (const name of names.toSorted()) {
    const text = readFileSync(join(folder, name), 'utf8');
    const settings = Object.fromEntries(
      [...text.matchAll(/^\/\/ --set (\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]),
    );
    const [problem] = await problemsOf(name, settings);
    const example = { text, problem };
    if (problem.fixes) {
      const fixedName = name.replace(/\.mtl$/, '.fixed.mtl');
      example.fixed = readFileSync(join(folder, fixedName), 'utf8');
      example.left = await problemsOf(fixedName, settings);
    }
    examples.set(problem.code, [...(examples.get(problem.code) ?? []), example]);
  }
  return examples;
}

/** One cache for all, since nearly all read the same table. */
function problemReader(analyse, cache, readRun) {
  const answers = new Map();
  const known = (request) => answers.get(keyOf(request)) ?? { state: 'pending' };
  return async (name, settings) => {
    const text = readFileSync(join(folder, name), 'utf8');
    for (;;) {
      const source = { uri: pathToFileURL(join(folder, name)).href, directory: folder, text, settings };
      const provider = { schema: known, parts: known, run: known };
      const { requests, partsRequests, runRequests, problems } = analyse(source, provider);
      const isNew = (request) => !answers.has(keyOf(request));
      const schemas = requests.filter(isNew);
      const parts = partsRequests.filter(isNew);
      const runs = runRequests.filter(isNew);
      // Paths are told as from the folder of the file, so that pages read the same everywhere.
      if (schemas.length + parts.length + runs.length === 0)
        return JSON.parse(JSON.stringify(problems).replaceAll(`${folder}/`, ''));
      for (const request of schemas) answers.set(keyOf(request), await cache.load(request));
      for (const request of runs) answers.set(keyOf(request), await readRun(request));
      for (const request of parts) answers.set(keyOf(request), await cache.loadParts(request));
    }
  };
}

const keyOf = (request) => JSON.stringify(request);

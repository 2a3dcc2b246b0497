/** What is kept of a declaration does not hold the text that it was read in: an hour's texts would be gigabytes. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { classify } from '../../server/src/language/classify';
import { formatTree } from '../../server/src/language/format/format-tree';
import { DrawnText } from '../../server/src/lsp/drawn-text';
import { usualSchemas } from './support/schemas';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** In bytes. */
function heapAtRest(): number {
  for (let turn = 0; turn < 3; turn += 1) collect();
  return process.memoryUsage().heapUsed;
}

/** An analysis with all that is kept of it. */
function readAll(text: string, memory: CheckMemory): void {
  const analysis = analyse({ uri: 'file:///a.mtl', directory: '/data', text }, usualSchemas, memory);
  classify(analysis);
  new DrawnText().draw(analysis);
  formatTree(analysis.tree);
  expect(analysis.problems).not.toBeUndefined();
  expect(analysis.references.all).not.toHaveLength(0);
}

test('a text that was changed everywhere is held once', () => {
  const remark = `// ${'All of this is read at every key. '.repeat(200)}\n`;
  const names = Array.from({ length: 60 }, (_, index) => `measurement${index}`);
  const declarations = names.flatMap((name, index) => [
    `${remark}let ${name}_width = 8`,
    `input ${name}_values = d[f0..f3] as numbers`,
    `shared ${name}_trunk(${name}_values) { dense(${name}_width, relu) }`,
    `task ${name}_quality_of_it(${name}_trunk) { predict: d.label${index % 2} as classes(10); metrics: [accuracy] }`,
  ]);
  const text = ['data d { source: "a.csv" }', ...declarations].join('\n');
  const memory = new CheckMemory();
  let count = 0;
  /** No text is read twice: one that is held would be the same as another. */
  const read = (now: string): void => {
    count += 1;
    readAll(`${now}\n// ${count}`, memory);
  };
  const changeAt = (name: string): void => {
    read(text.replace(`${name}_width = 8`, `${name}_width = 16`));
    read(text.replace(`(${name}_width, relu)`, `(${name}_width, tanh)`));
    read(text.replace(`task ${name}_quality`, `task ${name}_Quality`));
    read(text);
  };
  // What the engine compiles is no text.
  names.slice(0, 10).forEach(changeAt);
  const before = heapAtRest();
  names.forEach(changeAt);
  // Two hundred and forty were read.
  expect(heapAtRest() - before).toBeLessThan(10 * text.length);
}, 60_000);

test('names that a file has had are not held', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `x${index}`);
  const text = ['data d { source: "a.csv" }', ...names.map((name) => `input ${name} = d[f0..f3]`)].join('\n');
  const memory = new CheckMemory();
  readAll(text, memory);
  const before = heapAtRest();
  for (const name of names.slice(0, 60)) {
    readAll(text.replace(`input ${name} `, `input ${name}y `), memory);
    readAll(text, memory);
  }
  // All names of each of a hundred and twenty texts would be fifteen megabytes.
  expect(heapAtRest() - before).toBeLessThan(3_000_000);
}, 60_000);

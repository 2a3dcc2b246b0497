/** Refactorings of the examples: every one that is offered anywhere in them keeps the style, and the meaning unless it says so. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SchemaAnswer, SchemaProvider } from '../../contract/schema';
import { readSchema } from '../../data/read-schema';
import { applyChanges, formatTree } from '../../server/src/language/format/format-tree';
import { refactoringsAt } from '../../server/src/language/refactor';
import { parse } from '../../server/src/language/syntax/parser';
import { analyseText, meaningOf } from './support/meaning-of';

const root = join(import.meta.dirname, '..', '..');

/** Examples with the tables that they name. */
const examples = [join(root, 'examples'), join(root, '..', 'shared', 'examples')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.mtl') && name !== 'broken.mtl')
    .map((name) => ({ name, folder })),
);

test.each(examples)('whatever is offered in $name keeps its meaning and style', async ({ name, folder }) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { requests } = analyseText(text, { schema: () => ({ state: 'pending' }) }, folder);
  const known = new Map<string, SchemaAnswer>();
  for (const request of requests) known.set(String(request.source), await readSchema(request));
  const schemas: SchemaProvider = { schema: ({ source }) => known.get(String(source))! };
  const analysis = analyseText(text, schemas, folder);
  const meaning = meaningOf(text, schemas, folder);
  const entries = analysis.tree.file.declarations.flatMap((one) =>
    'block' in one ? [one.block.entries] : [],
  );
  const selections = [
    ...Array.from({ length: text.length }, (_, from) => ({ from, to: from })),
    ...entries.flatMap((all) =>
      all.flatMap((first, index) => all.slice(index).map((last) => ({ from: first.from, to: last.to }))),
    ),
  ];
  const seen = new Set<string>();
  for (const selection of selections) {
    for (const one of refactoringsAt(analysis, selection)) {
      if (one.refusal) continue;
      const after = applyChanges(text, one.edits());
      if (seen.has(after)) continue;
      seen.add(after);
      // Another experiment is one that can be trained.
      const meant = meaningOf(after, schemas, folder);
      expect(one.kind === 'rewrite' ? meaning : meant, after).toEqual(meaning);
      expect(formatTree(parse(after)), after).toEqual([]);
    }
  }
  expect(seen.size).toBeGreaterThan(3);
});

/** What every declaration owes its readers: a name, sentences, an example that can be read, and a page. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { catalog, findNamed, lookUp, type Kind } from '../../catalog';
import { checkArgument } from '../../catalog/arguments';
import type { Declaration } from '../../catalog/declaration';
import { explain } from '../../catalog/explain';
import type { Parameter } from '../../catalog/parameter';
import { planned } from '../../catalog/planned';
import { signatureOf } from '../../catalog/signature';
import { readCall, readExample } from './read-example';

const root = join(import.meta.dirname, '../..');
const kinds = Object.keys(catalog) as Kind[];
const all = kinds.flatMap((kind) =>
  Object.entries<Declaration>(catalog[kind]).map(([key, declaration]) => ({ kind, key, declaration })),
);
const kebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Starts with a capital or a code word, ends with a full stop. */
const sentence = /^[A-Z`\d].*\.$/s;

describe.each(all)('$kind $key', ({ kind, key, declaration }) => {
  it('is called like its key and its file', () => {
    expect(declaration.name).toBe(key);
    expect(declaration.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(existsSync(join(root, 'catalog', kind, `${kebabCase(key)}.ts`))).toBe(true);
  });

  it('speaks in sentences', () => {
    expect(declaration.doc).toMatch(sentence);
    for (const { doc } of Object.values<Parameter>(declaration.params)) expect(doc).toMatch(sentence);
    expect(declaration.cite ?? 'Source').not.toMatch(/\.$/);
  });

  it('has an example that its parameters allow', () => {
    const used = declaration.kind === 'activation' ? catalog.layers.activation : declaration;
    const { args } =
      declaration.kind === 'activation' ? readCall(used, declaration.example) : readExample(declaration);
    for (const [name, parameter] of Object.entries<Parameter>(used.params)) {
      expect(checkArgument(parameter, args[name]!)).toBeUndefined();
    }
  });

  it('has defaults that its parameters allow', () => {
    for (const parameter of Object.values<Parameter>(declaration.params)) {
      if (parameter.default !== undefined)
        expect(checkArgument(parameter, parameter.default as never)).toBeUndefined();
    }
  });

  it('has a page that shows signature, sentences and example', () => {
    const page = explain(declaration);
    expect(page).toContain(signatureOf(declaration));
    expect(page).toContain(declaration.doc);
    expect(page).toContain(declaration.example);
    for (const name of Object.keys(declaration.params)) expect(page).toContain(`| \`${name}\` |`);
  });

  it('is not planned any more', () => {
    expect(Object.keys(planned[declaration.kind] ?? {})).not.toContain(key);
  });

  it('names only targets, losses and metrics that there are, and that fit each other', () => {
    if (declaration.kind === 'loss' || declaration.kind === 'metric') {
      for (const target of declaration.fits) expect(lookUp('targets', target)).toBeDefined();
    }
    if (declaration.kind === 'target') {
      expect(lookUp('losses', declaration.defaultLoss)!.fits).toContain(key);
      for (const metric of declaration.defaultMetrics) expect(lookUp('metrics', metric)!.fits).toContain(key);
    }
  });
});

test('the indexes are what the generator writes', () => {
  execFileSync(process.execPath, [join(root, 'scripts/generate-catalog.mjs'), '--check'], { stdio: 'pipe' });
});

test('every optimizer has a rate', () => {
  for (const { params } of Object.values(catalog.optimizers)) expect(Object.keys(params)).toContain('rate');
});

test('names are looked up in their kind only, and never in the prototype', () => {
  expect(lookUp('layers', 'dense')).toBe(catalog.layers.dense);
  expect(lookUp('losses', 'dense')).toBeUndefined();
  expect(lookUp('layers', 'constructor')).toBeUndefined();
  expect(findNamed('mse').map(({ kind }) => kind)).toEqual(['loss', 'metric']);
  expect(findNamed('toString')).toEqual([]);
});

test('the page of a layer', () => {
  expect(explain(catalog.layers.dropout)).toBe(
    [
      '```mtl\ndropout(rate)\n```',
      'Sets a share of the numbers to zero, at random and anew in every step, and scales the rest up so that sums stay what they were. Predictions are made without it.',
      '| Parameter | Takes | Default | |\n|---|---|---|---|\n| `rate` | number from 0 to below 1 | required | The share that is left out. |',
      'Example:\n\n```mtl\ndropout(0.2)\n```',
      'Source: Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014.',
    ].join('\n\n'),
  );
});

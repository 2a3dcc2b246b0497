/** What every declaration owes its readers: a name, sentences, an example that can be read, and a page. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { catalog, findNamed, lookUp, type Kind } from '../../catalog';
import { checkArgument } from '../../catalog/arguments';
import type { Declaration, TargetDeclaration } from '../../catalog/declaration';
import { explain } from '../../catalog/explain';
import type { Parameter } from '../../catalog/parameter';
import { signatureOf } from '../../catalog/signature';
import type { Argument, Call } from '../../contract/plan';
import { render } from '../../contract/text';
import { readCall } from './read-call';

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
    expect(faultsOf(used, readCall(used, declaration.example).args)).toEqual([]);
  });

  it('has defaults that its parameters allow', () => {
    expect(faultsOf(declaration, defaultsOf(declaration))).toEqual([]);
  });

  it('has a page that shows signature, sentences and example', () => {
    const page = explain(declaration);
    expect(page).toContain(signatureOf(declaration));
    expect(page).toContain(declaration.doc);
    expect(page).toContain(declaration.example);
    for (const name of Object.keys(declaration.params)) expect(page).toContain(`| \`${name}\` |`);
  });
});

const fitting = all.flatMap(({ declaration }) =>
  declaration.kind === 'loss' || declaration.kind === 'metric' ? declaration : [],
);
test.each(fitting)('the $kind $name fits targets that there are', ({ fits }) => {
  expect(fits.filter((target) => !lookUp('targets', target))).toEqual([]);
});

test.each(Object.values<TargetDeclaration>(catalog.targets))(
  'the defaults of the target $name fit it',
  (target) => {
    expect(lookUp('losses', target.defaultLoss)!.fits).toContain(target.name);
    for (const metric of target.defaultMetrics)
      expect(lookUp('metrics', metric)!.fits).toContain(target.name);
  },
);

test.each(Object.values<TargetDeclaration>(catalog.targets).filter(({ alone }) => alone !== undefined))(
  'the target of each column of $name alone predicts one, of the same kind',
  ({ alone, reads }) => {
    const one: TargetDeclaration = lookUp('targets', alone!)!;
    expect(one.reads).toBe(reads);
    expect(one.widths(defaultsOf(one), 1)).toEqual({ label: 1, output: 1 });
  },
);

/** Why arguments are refused, in words. */
const faultsOf = ({ params }: Declaration, args: Call['args']): readonly string[] =>
  Object.entries(args).flatMap(([name, value]) => {
    const fault = checkArgument(params[name]!, value);
    return fault ? `${name}: ${render(fault.misfit)}` : [];
  });

const defaultsOf = ({ params }: Declaration): Call['args'] =>
  Object.fromEntries(
    Object.entries<Parameter>(params)
      .filter(([, parameter]) => parameter.default !== undefined)
      .map(([name, parameter]) => [name, parameter.default as Argument]),
  );

test('the indexes are what the generator writes', () => {
  const script = join(root, 'scripts/generate-catalog.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
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

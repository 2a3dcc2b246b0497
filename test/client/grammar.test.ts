/** Highlighting: the grammar is as its generator writes it, and gives the examples' words the scopes that themes know. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';

const root = join(import.meta.dirname, '..', '..');
const grammarFile = join(root, 'syntaxes/mtl.tmLanguage.json');
const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');

const ready = loadWASM(readFileSync(wasm).buffer).then(() => {
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile)),
  });
  return registry.loadGrammar('source.mtl');
});

/** One line for each token: its text and its innermost scopes without the language's own. */
async function highlight(source: string): Promise<readonly string[]> {
  const grammar = (await ready)!;
  let stack = INITIAL;
  return source.split(/\r?\n/).flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const word = line.slice(startIndex, endIndex);
      const scope = scopes.slice(1).join(' ').replaceAll('.mtl', '');
      return word.trim() && scope ? [`${word.trim()}  ${scope}`] : [];
    });
  });
}

test('the grammar is not stale', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-grammar.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});

describe('words get the scope of what they are', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      'data digits {',
      ['data  keyword.control.declaration', 'digits  entity.name.type', '{  punctuation.section'],
    ],
    [
      '  split: [80%, 10%]',
      ['split  support.type.property-name', '80  constant.numeric', '%  constant.numeric keyword.other.unit'],
    ],
    ['  data: 3', ['data  support.type.property-name']],
    [
      'task data(trunk) { dense(8) }',
      ['task  keyword.control.declaration', 'data  entity.name.type', 'dense  support.function.layer'],
    ],
    [
      '  conv(16, kernel: 3, activation: relu)',
      ['conv  support.function.layer', 'kernel  variable.parameter', 'relu  support.function'],
    ],
    ['  flatten', ['flatten  support.function.layer']],
    [
      'input x = d[p0..p9, "sepal length"] as image(15, 16)',
      [
        'd  variable.other.data',
        'p0  variable.other.column',
        '..  keyword.operator',
        'as  keyword.operator.as',
        'image  support.type',
      ],
    ],
    ['cotrain a <-> b {', ['cotrain  keyword.control.declaration', '<->  keyword.operator']],
    ['  loss: crossEntropy // why', ['crossEntropy  support.function', 'why  comment.line.double-slash']],
    [
      '  stop: plateau(digit.accuracy, patience: 3)',
      ['plateau  support.function', 'accuracy  variable.other.member'],
    ],
    ['/* train {', ['train {  comment.block']],
    ['experiment "Numerals"', ['experiment  keyword.control.declaration', 'Numerals  string.quoted.double']],
    ['  rate: 1e-3', ['1e-3  constant.numeric']],
    ['seed: 1..5', ['1  constant.numeric', '..  keyword.operator', '5  constant.numeric']],
  ];

  test.each(cases)('%s', async (line, expected) => {
    expect(await highlight(line)).toEqual(expect.arrayContaining([...expected]));
  });
});

test.each(['founding', 'numerals', 'two-views', 'broken'])(
  'the scopes of %s stay as they are',
  async (example) => {
    const source = readFileSync(join(root, '../shared/examples', `${example}.mtl`), 'utf8');
    await expect((await highlight(source)).join('\n')).toMatchFileSnapshot(
      join(root, 'test/golden', example, 'scopes.txt'),
    );
  },
);

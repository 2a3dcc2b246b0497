/**
 * Writes `syntaxes/mtl.tmLanguage.json`: the grammar for highlighting, its word lists taken from the catalog and the
 * language's own tables. With `--check` it writes nothing and fails when the file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { loadRooms } from './load-rooms.mjs';

const target = fileURLToPath(new URL('../syntaxes/mtl.tmLanguage.json', import.meta.url));

const text = await format(JSON.stringify(grammar(await loadWords())), {
  ...(await resolveConfig(target)),
  parser: 'json',
});
if (!process.argv.includes('--check')) {
  await writeFile(target, text);
} else if ((await readFile(target, 'utf8')) !== text) {
  console.error('syntaxes/mtl.tmLanguage.json is stale. Run `npm run grammar`.');
  process.exitCode = 1;
}

async function loadWords() {
  return wordsOf(
    await loadRooms(`
      export { catalog } from './catalog/index';
      export { declarationForms } from './server/src/language/grammar/declarations';`),
  );
}

function wordsOf({ catalog, declarationForms }) {
  const forms = Object.entries(declarationForms);
  const named = (fits) =>
    Object.values(catalog)
      .flatMap((records) => Object.values(records))
      .filter(({ kind }) => fits(kind))
      .map(({ name }) => name);
  const properties = forms.flatMap(([, form]) => Object.entries(form.properties));
  const calls = properties.flatMap(([, { value }]) => Object.keys(value.forms ?? {}));
  return {
    keywords: forms.map(([keyword]) => keyword),
    properties: properties.map(([name]) => name),
    layers: named((kind) => kind === 'layer'),
    types: named((kind) => kind === 'input' || kind === 'target'),
    methods: [...named((kind) => !['layer', 'input', 'target'].includes(kind)), ...calls],
  };
}

/** Sorted so that the file does not change with the order of declarations; longest match comes from `\b`. */
function anyOf(words) {
  return `(?:${[...new Set(words)].toSorted().join('|')})`;
}

function include(...rules) {
  return rules.map((rule) => ({ include: `#${rule}` }));
}

function captures(...scopes) {
  return Object.fromEntries(scopes.map((scope, index) => [index + 1, { name: `${scope}.mtl` }]));
}

function grammar(words) {
  const name = '[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*';
  /** Where an entry of a file or block can begin. */
  const entry = '(?:^|(?<=[{};]))\\s*';
  const values = [
    'selection',
    'member',
    'argument',
    'string',
    'number',
    'constant',
    'word',
    'operator',
    'punctuation',
  ];
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'MTL',
    scopeName: 'source.mtl',
    patterns: include('comment', 'declaration', 'property', 'layer', ...values),
    repository: {
      comment: {
        patterns: [
          {
            name: 'comment.line.double-slash.mtl',
            begin: '//',
            beginCaptures: { 0: { name: 'punctuation.definition.comment.mtl' } },
            end: '$',
          },
          {
            name: 'comment.block.mtl',
            begin: '/\\*',
            end: '\\*/',
            captures: { 0: { name: 'punctuation.definition.comment.mtl' } },
          },
        ],
      },
      declaration: {
        patterns: [
          {
            match: `^\\s*(${anyOf(words.keywords)})\\s+(${name})(?=\\s*[={(])`,
            captures: captures('keyword.control.declaration', 'entity.name.type'),
          },
          {
            match: `^\\s*(${anyOf(words.keywords)})(?=\\s+["\\p{L}_]|\\s*\\{)`,
            captures: captures('keyword.control.declaration'),
          },
        ],
      },
      property: {
        match: `${entry}(?:(${anyOf(words.properties)})|(${name}))\\s*(:)`,
        captures: captures(
          'support.type.property-name',
          'variable.other.property',
          'punctuation.separator.key-value',
        ),
      },
      layer: {
        match: `${entry}(?:(${anyOf(words.layers)})|(${name}))(?=\\s*(?:[({;}/]|$))`,
        captures: captures('support.function.layer', 'entity.name.function.layer'),
      },
      selection: {
        begin: `(${name})(\\[)`,
        beginCaptures: captures('variable.other.data', 'punctuation.section.brackets.begin'),
        end: '\\]',
        endCaptures: { 0: { name: 'punctuation.section.brackets.end.mtl' } },
        patterns: [
          ...include('comment', 'string', 'operator', 'punctuation'),
          { name: 'variable.other.column.mtl', match: name },
        ],
      },
      member: {
        match: `(${name})(\\.)(?!\\.)(${name})`,
        captures: captures('variable.other.object', 'punctuation.accessor', 'variable.other.member'),
      },
      argument: {
        match: `(?<=[(,])\\s*(${name})\\s*(:)`,
        captures: captures('variable.parameter', 'punctuation.separator.key-value'),
      },
      string: {
        name: 'string.quoted.double.mtl',
        begin: '"',
        end: '"',
        patterns: [{ name: 'constant.character.escape.mtl', match: '\\\\["\\\\]' }],
      },
      number: {
        match: '-?(?<![\\p{L}\\p{N}_])(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?(%)?',
        name: 'constant.numeric.mtl',
        captures: captures('keyword.other.unit'),
      },
      constant: { name: 'constant.language.mtl', match: '\\b(?:true|false)\\b' },
      word: {
        patterns: [
          { name: 'keyword.operator.as.mtl', match: '\\bas\\b' },
          { name: 'support.type.mtl', match: `\\b${anyOf(words.types)}\\b(?!\\s*:)` },
          { name: 'support.function.mtl', match: `\\b${anyOf(words.methods)}\\b(?!\\s*:)` },
          { name: 'support.function.layer.mtl', match: `\\b${anyOf(words.layers)}\\b(?=\\s*\\()` },
          { name: 'variable.other.mtl', match: name },
        ],
      },
      operator: { name: 'keyword.operator.mtl', match: '<->|\\.\\.|=' },
      punctuation: {
        patterns: [
          { name: 'punctuation.section.mtl', match: '[{}()\\[\\]]' },
          { name: 'punctuation.separator.mtl', match: '[,;:]' },
        ],
      },
    },
  };
}

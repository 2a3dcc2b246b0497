/** Documents of a number of lines, from a seed: an experiment, and as many declarations on as many lines in the languages of the peers. */
import { createNumbers } from './numbers.mjs';

/**
 * Answers `{ declarations, mtl, prisma, yaml }`. The experiment is a real one: a data file, inputs, blocks and tasks in groups, each of which
 * has its shapes, its columns and a constant; nothing in it is wrong, as in the others.
 */
export function makeDocuments(lines, seed) {
  const number = createNumbers(seed);
  const head = [
    '// Made by bench/lsp from a seed.',
    `experiment "A bench of ${lines} lines"`,
    '',
    ...block('data rows', ['source: "rows.csv"', 'split: [80%, 10%, 10%]', 'seed: 7']),
  ];
  const tail = block('train', [
    'optimizer: adam(rate: 0.001)',
    'weighting: uncertainty',
    'batch: 64',
    'epochs: 20',
  ]);
  const body = [];
  let declarations = 3;
  for (let group = 1; ; group += 1) {
    const next = makeGroup(group, number);
    if (head.length + body.length + next.length + tail.length > lines) break;
    body.push(...next);
    declarations += 5;
  }
  const mtl = fill([...head, ...body, ...tail], lines, '//');
  return {
    declarations,
    mtl,
    prisma: makePrisma(lines, declarations, number),
    yaml: makeYaml(lines, declarations, number),
  };
}

const block = (head, entries) => [`${head} {`, ...entries.map((entry) => `  ${entry}`), '}', ''];

function makeGroup(group, number) {
  const isImage = group % 4 === 0;
  const from = number(16);
  const input = isImage ? 'rows[p0..p63] as image(8, 8)' : `rows[c${from}..c${from + 15}] as numbers`;
  const layers = isImage
    ? ['conv(8, kernel: 3, activation: relu)', 'maxpool(2)', 'flatten', `dense(width${group}, relu)`]
    : [
        `dense(width${group}, relu)`,
        'batchNorm',
        `dropout(0.${1 + number(5)})`,
        `residual { dense(width${group}, relu) }`,
      ];
  return [
    `// Group ${group}: ${isImage ? 'the pixels' : 'some measurements'}, and what is learned from them.`,
    `let width${group} = ${16 + 8 * number(12)}`,
    `input part${group} = ${input}`,
    '',
    ...block(`shared trunk${group}(part${group})`, layers),
    ...block(`task kind${group}(trunk${group})`, [
      `dense(${8 * (1 + number(8))}, relu)`,
      'predict: rows.label as classes(10)',
      'loss: crossEntropy',
      'metrics: [accuracy]',
    ]),
    ...block(`task size${group}(trunk${group})`, [
      `dense(${8 * (1 + number(8))}, tanh)`,
      'predict: rows[y0..y3] as numbers(4)',
      `loss: huber(delta: ${1 + number(3)})`,
      `weight: 0.${1 + number(9)}`,
    ]),
  ];
}

/** Models that refer to one another, two and two. Each takes five lines, so that all of them fit. */
function makePrisma(lines, declarations, number) {
  const head = [
    ...block('datasource db', ['provider = "postgresql"']),
    ...block('generator client', ['provider = "prisma-client-js"']),
  ];
  const count = declarations - 2;
  const models = Array.from({ length: count }, (_, index) => {
    const of = `of Part${index - 1} @relation(fields: [id], references: [id])`;
    if (index % 2 === 1) return block(`model Part${index}`, ['id Int @id', of]);
    const next = index + 1 < count ? `next Part${index + 1}?` : `name String${number(2) ? '?' : ''}`;
    return block(`model Part${index}`, ['id Int @id @default(autoincrement())', next]);
  });
  return fill([...head, ...models.flat()], lines, '//');
}

/** Entries of a map that a schema describes. */
function makeYaml(lines, declarations, number) {
  const entries = Array.from({ length: declarations }, (_, index) => [
    `part${index}:`,
    `  kind: ${['shared', 'network', 'task'][number(3)]}`,
    `  on: [part${number(declarations)}, part${number(declarations)}]`,
    `  units: ${8 * (1 + number(16))}`,
    `  activation: ${['relu', 'tanh', 'gelu'][number(3)]}`,
  ]);
  return fill(entries.flat(), lines, '#');
}

/** What the entries of the YAML document may be. */
export const yamlSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['kind', 'units'],
    additionalProperties: false,
    properties: {
      kind: { description: 'What the part is.', enum: ['shared', 'network', 'task'] },
      on: { description: 'What it stands on.', type: 'array', items: { type: 'string' } },
      units: { description: 'How many numbers leave it.', type: 'integer', minimum: 1, maximum: 65536 },
      activation: { description: 'What its numbers pass through.', enum: ['relu', 'tanh', 'gelu'] },
    },
  },
};

/** Comments fill a document up to its number of lines. */
function fill(written, lines, sign) {
  if (written.length > lines) throw new Error(`${written.length} lines do not fit into ${lines}.`);
  const all = [...written];
  while (all.length < lines) all.push(`${sign} The rest of the lines is filled with comments.`);
  return `${all.join('\n')}\n`;
}

/** The table that the experiment names. */
export function makeTable(rows, seed) {
  const number = createNumbers(seed);
  const columns = [
    ...names('c', 32).map((name) => [name, () => (number(20000) / 1000).toFixed(3)]),
    ...names('p', 64).map((name) => [name, () => number(256)]),
    ...names('y', 4).map((name) => [name, () => (number(9000) / 100).toFixed(2)]),
    ['label', () => 'abcdefghij'[number(10)]],
  ];
  const lines = [columns.map(([name]) => name).join(',')];
  for (let row = 0; row < rows; row += 1) lines.push(columns.map(([, make]) => make()).join(','));
  return `${lines.join('\n')}\n`;
}

const names = (prefix, count) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

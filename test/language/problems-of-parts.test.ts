/** Problems that rows side by side tell: each with its place and remedy, and where it is not one. */
import { describe, expect, test } from 'vitest';
import type { PartsAnswer, PartsRequest, SchemaProvider } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { applyFix } from './support/apply-fix';
import { remark } from './support/marked-problems';
import { numbered, schemasOf } from './support/schemas';

const table = schemasOf(
  {
    a: [1.5, 2.5, 3.5],
    b: [1.5, 2.5, 3.5],
    c: [0, 1, 2],
    one: [4, 4, null],
    y: [1.5, 2.5, 3.5],
    kind: ['cat', 'dog', 'elk'],
    sick: ['no', 'yes', 'no'],
    fold: ['train', 'test', 'train'],
    patient: [1, 2, 2],
    ...numbered('p', 4),
  },
  100,
);

/** Answers every question about parts with the same facts, and keeps the questions. */
function withFacts(facts: Partial<Extract<PartsAnswer, { readonly state: 'known' }>['facts']>) {
  const asked: PartsRequest[] = [];
  const provider: SchemaProvider = {
    ...table,
    parts(request) {
      asked.push(request);
      return { state: 'known', facts: { untrained: [], divided: null, same: [], ...facts } };
    },
  };
  return { asked, provider };
}

const untrained = [
  { column: 'kind', value: 'dog', rows: 2 },
  { column: 'kind', value: 'elk', rows: 1 },
];

test.for([
  [
    'columns that hold one value',
    {},
    `
data d { source: "t.csv" }
input x = d[a, one]
               ^^^ MTL5022: The column \`one\` is 4 in every row that has a value. Leave it out: nothing can be learned from it.
task t(x) { predict: d.one as number }
                       ^^^ MTL5022: The column \`one\` is 4 in every row that has a value. Choose another column: there is nothing to predict.
                       ^^^ MTL5012: The column \`one\` is also part of the input \`x\`. Take it out of the input: the answer is not known when predictions are made.`,
  ],
  [
    'columns that are copies',
    {
      same: [
        ['b', 'a'],
        ['y', 'a'],
        ['y', 'b'],
      ] as const,
    },
    `
data d { source: "t.csv" }
input x = d[a, b, c]
               ^ MTL5023: The column \`b\` holds the same as \`a\` in every row. Leave one of the two out.
network n(x) { dense(2) }
task t(n) { predict: d.y as number }
                       ^ MTL5024: The column \`a\` of the input \`x\` holds the same as \`y\` in every row. Take \`a\` out of the input: the answer is not known when predictions are made.
                       ^ MTL5024: The column \`b\` of the input \`x\` holds the same as \`y\` in every row. Take \`b\` out of the input: the answer is not known when predictions are made.`,
  ],
  [
    'classes without training rows',
    { untrained },
    `
data d { source: "t.csv" }
input x = d[a, c]
task t(x) { predict: d.kind as classes }
                       ^^^^ MTL5025: No training row has 2 classes of \`kind\` (dog, elk); rows of other parts: 3. Write \`stratify: kind\` into the data set, or add rows.
task u(x) { predict: d.sick as binary }`,
  ],
  [
    'classes without training rows in a column of parts, and groups that it divides',
    { untrained: untrained.slice(0, 1), divided: { groups: 3, example: '2' } },
    `
data d { source: "t.csv"; split: fold; group: patient }
                                              ^^^^^^^ MTL5027: \`fold\` divides 3 groups of \`patient\` between parts, such as 2. Give all rows of a group the same part, or write shares into \`split\`, which keep groups together.
input x = d[a, c]
task t(x) { predict: d.kind as classes(3) }
                       ^^^^ MTL5025: No training row has the class dog of \`kind\`; rows of other parts: 2. Move some of these rows to training, or add rows.`,
  ],
  [
    'more classes than values',
    {},
    `
data d { source: "t.csv" }
input x = d[a, c]
task t(x) { predict: d.kind as classes(5) }
                               ^^^^^^^^^^ MTL5026: The column \`kind\` has 3 different values, but there are 5 classes. Write \`classes(3)\` unless rows of the others are still to come.`,
  ],
] as const)('%s', ([, facts, marked]) => {
  expect(remark(marked, withFacts(facts).provider)).toBe(marked);
});

const source = (inputs: string, rest: string): string =>
  `data d { source: "t.csv" }\ninput x = ${inputs}\n${rest}`;

function analysed(text: string, facts: Parameters<typeof withFacts>[0] = {}) {
  const { asked, provider } = withFacts(facts);
  const { problems, plan, partsRequests } = analyse(
    { uri: 'file:///t.mtl', directory: '/data', text },
    provider,
  );
  expect(partsRequests).toEqual(asked);
  return { problems, plan, asked };
}

describe('rows are looked at', () => {
  test('for columns that may be copies, as their counts tell, and for classes', () => {
    const { asked, plan } = analysed(source('d[a, b, c]', 'task t(x) { predict: d.kind as classes(3) }'));
    expect(asked).toEqual([
      {
        directory: '/data',
        source: ['t.csv'],
        query: null,
        split: plan!.data[0]!.split,
        seed: 0,
        classes: ['kind'],
        group: null,
        alike: [['b', 'a']],
      },
    ]);
  });

  test('only where there is something to see', () =>
    expect(analysed(source('d[a, c]', 'task t(x) { predict: d.p0 as number }')).asked).toEqual([]));

  test('not for the columns of a range among themselves, such as pixels', () =>
    expect(
      analysed(source('d[p0..p3]', 'task t(x) { predict: d.kind as classes(3) }')).asked[0]!.alike,
    ).toEqual([]));
});

test('who predicts a whole input wants it back', () => {
  const { problems } = analysed(source('d[p0..p3]', 'task t(x) { predict: d[p0..p3] as numbers }'));
  expect(problems).toEqual([]);
});

test.each([
  ['data d { source: "t.csv" }', 'data d { source: "t.csv"; stratify: kind }'],
  [
    'data d {\n  source: "t.csv"\n  split: [50%, 25%, 25%] // shares\n}',
    'data d {\n  source: "t.csv"\n  split: [50%, 25%, 25%] // shares\n  stratify: kind\n}',
  ],
])('%s gets `stratify` where a class lacks training rows', (data, fixed) => {
  const rest = '\ninput x = d[a, c]\ntask t(x) { predict: d.kind as classes(3) }\n';
  const { problems } = analysed(data + rest, { untrained });
  expect(applyFix(data + rest, problems[0]!.fixes![0]!)).toBe(fixed + rest);
});

test('each of several data sets is asked and told of by itself', () => {
  const { asked, provider } = withFacts({ same: [['b', 'a']], untrained });
  const marked = `
data d { source: "t.csv" }
data e { source: "u.csv" }
input x = [d[a, b], e[c, y]]
                ^ MTL5023: The column \`b\` holds the same as \`a\` in every row. Leave one of the two out.
task t(x) { predict: [d.kind, e.kind] as classes }
                        ^^^^ MTL5025: No training row has 2 classes of \`kind\` (dog, elk); rows of other parts: 3. Write \`stratify: kind\` into the data set, or add rows.
                                ^^^^ MTL5025: No training row has 2 classes of \`kind\` (dog, elk); rows of other parts: 3. Write \`stratify: kind\` into the data set, or add rows.`;
  expect(remark(marked, provider)).toBe(marked);
  expect(asked.map(({ source, alike, classes }) => [source, alike, classes])).toEqual([
    [['t.csv'], [['b', 'a']], ['kind']],
    [['u.csv'], [], ['kind']],
  ]);
});

test('a class is untrained where no data set has training rows of it', () => {
  const provider: SchemaProvider = {
    ...table,
    parts: ({ source: [file] }) => ({
      state: 'known',
      facts: { same: [], divided: null, untrained: file === 't.csv' ? untrained : untrained.slice(1) },
    }),
  };
  const marked = `
data d { source: "t.csv" }
data e { source: "u.csv" }
input x = [d.a, e.a]
task t(x) { predict: [d.kind, e.kind] as classes }
                        ^^^^ MTL5025: No training row has the class elk of \`kind\`; rows of other parts: 1. Write \`stratify: kind\` into the data set, or add rows.
                                ^^^^ MTL5025: No training row has the class elk of \`kind\`; rows of other parts: 1. Write \`stratify: kind\` into the data set, or add rows.`;
  expect(remark(marked, provider)).toBe(marked);
});

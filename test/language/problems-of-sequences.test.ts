/** Problems of texts, categories and sequences, and what is counted in the data. */
import { expect, test } from 'vitest';
import type { Column, SchemaProvider } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { remark } from './support/marked-problems';
import { numbered, schemasOf } from './support/schemas';

const schemas = schemasOf(
  {
    ...numbered('s', 6),
    ...Object.fromEntries(['e0', 'e1'].map((name) => [name, [null, null, null]])),
    text: ['one two', 'three', null],
    other: ['four', 'five', 'six'],
    city: ['a', 'b', 'c'],
    grade: [1, 2, 2],
    open: [true, false, true],
    share: [0.25, 0.5, 0.75],
    y: [1.5, 2.5, 3.5],
  },
  100,
);

test.for([
  [
    'what columns hold',
    `
data d { source: "t.csv" }
input a = d[city, share] as category
                  ^^^^^ MTL5019: The column \`share\` holds fractions, which are hardly categories. Read it \`as numbers\`, or round it in \`query\`.
input b = d.grade as tokens
            ^^^^^ MTL5020: The column \`grade\` holds numbers, where texts are needed. Read it \`as numbers\` or \`as category\`.
input c = d[s0..s5, city, s] as sequence(4, 2)
                    ^^^^ MTL5004: The column \`city\` needs numbers, but row 1 holds "a". Correct its rows, leave it out, or turn it into numbers in \`query\`.
                          ^ MTL5001: \`d\` has no column \`s\`. Its columns are s0, s1, s2, s3, s4, s5, e0, e1, ….
input e = d[s0..s5, e0, e1] as sequence(4, 2)
input f = d[city, e0] as category
                  ^^ MTL5007: The column \`e0\` is empty in every row. Choose another column, or fill it.
input g = d[city, grade, open] as category
task t(e) { flatten; predict: d.y as number }`,
  ],
  [
    'counts of columns',
    `
data d { source: "t.csv" }
input a = d[text, other] as tokens(length: 4)
                            ^^^^^^^^^^^^^^^^^ MTL4002: \`tokens\` reads a single column of texts, but gets 2. Name one column, join several with \`query\`, or give each an input of its own.
input b = d[s0..s5] as sequence(4, 2)
                       ^^^^^^^^^^^^^^ MTL4002: 6 columns do not make 4 steps of 2 numbers. Write \`sequence(3, 2)\`, or name 8 columns.
input c = d[s0..s4] as sequence(4, 2)
                       ^^^^^^^^^^^^^^ MTL4002: 5 columns do not make 4 steps of 2 numbers. Name 8 columns.
input e = d.text as tokens(vocabulary: 2)
                                       ^ MTL3003: 2 is too small. Write a value of at least 3.
shared t(a) { embedding(8); flatten }
shared u(b) { dense(4); globalAveragePool }
task v(t) { predict: d.y as number }`,
  ],
  [
    'layers that read no words',
    `
data d { source: "t.csv" }
input a = d.text as tokens(length: 4)
task t(a) { dense(3); predict: d.y as number }
            ^^^^^^^^ MTL4001: \`dense\` reads numbers, but gets words or categories. Put \`embedding\` before it, which looks up a vector for each.`,
  ],
  [
    'tags and masks',
    `
data d { source: "t.csv" }
input a = d.text as tokens(length: 4, split: spaces)
input b = d[s0..s5] as image(2, 3)
shared t(a) { embedding(8) }
shared u(b) { conv(2, kernel: 1) }
task v(t) { predict: d[s0..s3] as tags(2) }
task w(t) { predict: d.city as tags(2); metrics: [accuracy, f1] }
task x(t) { predict: d[s0..s4] as tags(2) }
     ^ MTL4005: 5 columns do not hold a tag for each of 4 steps. Name 4 columns, or one with all tags of a row.
task y(t) { flatten; predict: d.city as tags(2) }
            ^^^^^^^ MTL4005: The task predicts a class for each step, but gets 32 without steps. Let it stand on a sequence, and leave out layers that end it, such as \`flatten\`.
task z(u) { predict: d[s0..s5] as mask(classes: 2); loss: focal; metrics: [iou, f1] }
task aa(u) { predict: d[s0..s4] as mask(2) }
     ^^ MTL4005: 5 columns do not hold a class for each of 6 pixels. Name 6 columns, or bring the image to 5 pixels with \`upsample\` or a stride.
                        ^^^^^^ MTL5012: The column \`s0\` is also part of the input \`b\`. Take it out of the input: the answer is not known when predictions are made.
task bb(t) { predict: d[s0..s5] as mask(2) }
     ^^ MTL4005: The task predicts a class for each pixel, but gets 4x8 without pixels. Let it stand on an image, and leave out layers that end it, such as \`flatten\`.
task cc(t) { predict: d[s0, s1, city, grade] as tags(2); loss: mse }
                                ^^^^ MTL5021: The column \`city\` has 3 different values, which are more than 2 classes. Write \`tags(3)\`, or merge the values in \`query\`.
                                                               ^^^ MTL3011: The loss \`mse\` cannot be used for \`tags\`. Choose one of crossEntropy, focal.`,
  ],
  [
    'co-training of tags',
    `
data d { source: "t.csv" }
input a = d.text as tokens(length: 4)
network l(a) { embedding(8) }
network r(a) { embedding(8) }
task v(l, r) { predict: d.city as tags(2) }
cotrain l <-> r { task: v }
                        ^ MTL2005: \`cotrain … as tags\` is not available yet. Let the networks teach each other a task with one prediction a row.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked, schemas)).toBe(marked);
});

const analyseText = (text: string) => analyse({ uri: 'file:///test.mtl', directory: '/data', text }, schemas);

test('categories are counted in the data, over all columns', () => {
  const { plan, shapes } = analyseText(`data d { source: "t.csv" }
input a = d[city, grade, open] as category
shared t(a) { embedding(5); flatten }
task v(t) { predict: d.y as number }`);
  expect(plan!.inputs[0]!.type.args).toEqual({ values: 3 + 2 + 2 });
  expect([...shapes].map(([, { text, parameters }]) => [text, parameters])).toEqual([
    ['3', 0],
    ['3x5', 8 * 5],
    ['15', 0],
    ['15', 8 * 5],
    ['1', 16],
  ]);
});

test('estimates leave room', () => {
  // Values are listed only where they were counted exactly.
  const columns: readonly Column[] = [
    { name: 'code', type: 'text', missing: 0, distinct: 1001 },
    { name: 'y', type: 'number', missing: 0, distinct: 9 },
  ];
  const estimated: SchemaProvider = {
    schema: () => ({ state: 'known', schema: { rows: 2000, columns, files: ['/data/t.csv'] } }),
  };
  const text =
    'data d { source: "t.csv" }\ninput a = d.code as category\ntask v(a) { embedding(5); flatten; predict: d.y as number }';
  const { plan } = analyse({ uri: 'file:///test.mtl', directory: '/data', text }, estimated);
  expect(plan!.inputs[0]!.type.args).toEqual({ values: 1102 });
});

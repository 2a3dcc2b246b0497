/** Problems of the data as the language sees it. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';

test.for([
  [
    'columns that the data does not have',
    `
data d { source: "t.csv" }
input a = d.nmae
            ^^^^ MTL5001: \`d\` has no column \`nmae\`. Did you mean \`name\`?
input b = d["sepal lenght"]
            ^^^^^^^^^^^^^^ MTL5001: \`d\` has no column \`sepal lenght\`. Did you mean \`sepal length\`?
input c = d[x, quite_another]
               ^^^^^^^^^^^^^ MTL5001: \`d\` has no column \`quite_another\`. Its columns are p0, p1, p2, p3, p4, p5, p6, p7, ….
input e = d[f0..f12]
            ^^^^^^^ MTL5002: \`d\` lacks 3 columns of the range f0..f12, the first is \`f10\`. The data has f0..f9.
input f = d[q0..q2]
            ^^^^^^ MTL5002: \`d\` lacks 3 columns of the range q0..q2, the first is \`q0\`. Name columns that the data has.
task t(a) { predict: d.lable as classes(10) }
                       ^^^^^ MTL5001: \`d\` has no column \`lable\`. Did you mean \`label\`?`,
  ],
  [
    'lists of columns',
    `
data d { source: "t.csv" }
input a = d[x, x]
               ^ MTL5009: The column \`x\` stands here twice. Name it once.
input b = d[f3..f1]
            ^^^^^^ MTL5003: A range of columns runs over the number at the end of their names. Write it as \`p0..p783\`: the same name on both sides, the first number not above the last.
input c = d[f1..p3]
            ^^^^^^ MTL5003: A range of columns runs over the number at the end of their names. Write it as \`p0..p783\`: the same name on both sides, the first number not above the last.
input e = d[x..y]
            ^^^^ MTL5003: A range of columns runs over the number at the end of their names. Write it as \`p0..p783\`: the same name on both sides, the first number not above the last.
input g = d[f0..f999999999]
            ^^^^^^^^^^^^^^ MTL5010: More than 100000 columns cannot be read. Name fewer columns.
input h = d[3, x]
            ^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
task t(a) { predict: d.y as number }`,
  ],
  [
    'what columns hold',
    `
data d { source: "t.csv" }
input a = d[x, name]
               ^^^^ MTL5004: The column \`name\` needs numbers, but row 1 holds "ann". Correct its rows, leave it out, or turn it into numbers in \`query\`.
input c = d[x, vast]
               ^^^^ MTL5015: The column \`vast\` holds a number in row 2 that is infinite or beyond 3.4e38, the largest that models compute with. Replace it, or leave the cell empty if the value is unknown.
input b = d[x, empty]
               ^^^^^ MTL5007: The column \`empty\` is empty in every row. Choose another column, or fill it.
task t(a) { predict: d.name as number }
                       ^^^^ MTL5004: The column \`name\` needs numbers, but row 1 holds "ann". Correct its rows, predict it \`as classes\`, or turn it into numbers in \`query\`.
                       ^^^^ MTL5012: The column \`name\` is also part of the input \`a\`. Take it out of the input: the answer is not known when predictions are made.
task u(a) { predict: d.label as classes(4) }
                                ^^^^^^^^^^ MTL5005: The column \`label\` has 10 different values, which are more than 4 classes. Write \`classes(10)\`, or \`classes\` to count them.
task v(a) { predict: d.label as binary }
                       ^^^^^ MTL5006: The column \`label\` has 10 different values, where true or false is needed. Use a column of 0 and 1, or predict it \`as classes\`.
task w(a) { predict: d.empty as classes }
                       ^^^^^ MTL5007: The column \`empty\` is empty in every row. Choose another column, or fill it.
task z(a) { predict: d.constant as classes }
                       ^^^^^^^^ MTL5014: The column \`constant\` has fewer than two different values: there is nothing to tell apart. Choose another column, or write the number of classes, as in \`classes(2)\`.
task y(a) { predict: d[ill, label] as labels(2) }
                            ^^^^^ MTL5006: The column \`label\` has 10 different values, where true or false is needed. Use a column of 0 and 1, or predict it \`as classes\`.`,
  ],
  [
    'splits that some rows cannot follow',
    `
data d { source: "t.csv"; split: gaps }
                                 ^^^^ MTL5017: The column \`gaps\` does not say the part of every row; rows without one: 50. Fill it with the words train, validation and test, or leave such rows out with \`query\`.
data e { source: "t.csv"; split: checks }
                                 ^^^^^^ MTL5018: No row of the column \`checks\` holds \`train\`. Write \`train\` into the rows to learn from, or choose another column.
data f { source: "t.csv"; group: ill }
data g { source: "t.csv"; group: constant }
     ^ MTL5016: A split into 3 parts needs as many groups of rows; the data has 1. Add rows, or give \`split\` fewer parts, such as [100%, 0%, 0%].
data h { source: "t.csv"; group: constant; split: [50%, 0%, 50%] }
                                                  ^^^^^^^^^^^^^^ MTL5016: A split into 2 parts needs as many groups of rows; the data has 1. Add rows, or give \`split\` fewer parts, such as [100%, 0%, 0%].
data i { source: "t.csv"; group: constant; split: [100%, 0%, 0%] }
input x = d.x
task t(x) { predict: d.label as classes(10) }`,
  ],
  [
    'a batch that is larger than the data',
    `
data d { source: "t.csv"; split: [50%, 25%, 25%] }
input x = d.x
task t(x) { predict: d.label as classes(10) }
train { batch: 64 }
               ^^ MTL5008: A batch takes 64 rows, and the training part has 50. Set \`batch\` in \`train\` to at most 50.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked)).toBe(marked);
});

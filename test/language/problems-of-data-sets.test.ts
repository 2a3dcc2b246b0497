/** Problems of several data sets in one experiment: each with its place and remedy. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';
import { both, head, schemas } from './support/two-tables';

test.for([
  [
    'lists of one data set',
    `${head}input x = [photos[a, b], photos.c, scans[a, b]]
                         ^^^^^^^^ MTL3060: The data set \`photos\` stands here twice. Write all of its columns in one pair of brackets, as in \`photos[a, b]\`.
task digit(x) { predict: photos.digit as classes }
task grade(x) { predict: scans.grade as number }
train { batch: 4 }`,
  ],
  [
    'as many columns of each',
    `${head}input x = [photos[a, b, c], scans[a, b]]
                            ^^^^^^^^^^^ MTL3061: \`scans\` gives 2 columns here, and \`photos\` 3: they are read in this order as the same. Name as many columns of each data set.
task digit(x) { predict: photos.digit as classes }
task grade(x) { predict: scans.grade as number }
train { batch: 4 }`,
  ],
  [
    'each column is checked against its own file, at its own place',
    `${head}input x = [photos[a, word], scans[a, c]]
                     ^^^^ MTL5004: The column \`word\` needs numbers, but row 1 holds "x". Correct its rows, leave it out, or turn it into numbers in \`query\`.
                                     ^ MTL5001: \`scans\` has no column \`c\`. Its columns are a, b, q, grade, topic, theme, real, truth, ….
task digit(x) { predict: photos.digit as classes }
task grade(x) { predict: scans.grade as number }
train { batch: 4 }`,
  ],
  [
    'columns of one value, and a target among the inputs, of each data set by itself',
    `${head}input x = [photos[a, still], scans[a, grade]]
                     ^^^^^ MTL5022: The column \`still\` is 1 in every row that has a value. Leave it out: nothing can be learned from it.
task digit(x) { predict: photos.digit as classes }
task grade(x) { predict: scans.grade as number }
                               ^^^^^ MTL5012: The column \`grade\` is also part of the input \`x\`. Take it out of the input: the answer is not known when predictions are made.
train { batch: 4 }`,
  ],
  [
    'columns of one name in two data sets are two columns',
    `${head}input x = [photos[a, b], scans[a, q]]
task b(x) { predict: scans.b as number }
task digit(x) { predict: photos.digit as classes }
train { batch: 4 }`,
  ],
  [
    'a task whose rows lack an input',
    `${head}input x = photos[a, b]
input y = [photos[c], scans[q]]
shared trunk(x, y) { concat; dense(4) }
shared side(y) { dense(4) }
task grade(trunk) { predict: scans.grade as number }
                             ^^^^^^^^^^^ MTL3062: Rows of \`scans\` have nothing for \`x\`, which this task reads. Add \`scans\` to the list of the input, as in \`[a[x, y], scans[x, y]]\`.
task word(side) { predict: scans.word as classes }
task topic(trunk) { predict: [photos.topic, scans.topic] as classes }
                                            ^^^^^^^^^^^ MTL3062: Rows of \`scans\` have nothing for \`x\`, which this task reads. Add \`scans\` to the list of the input, as in \`[a[x, y], scans[x, y]]\`.
train { batch: 4 }`,
  ],
  [
    'rows that teach nothing',
    `${head}     ^^^^^ MTL3066: No task is predicted from \`scans\`: its rows feed \`x\`, \`y\` and teach nothing. Predict a task from it too, or take it out of the input.
input x = [photos[a], scans[a]]
input y = [photos[b], scans[b]]
task digit(x, y) { concat; predict: photos.digit as classes }
train { batch: 4 }`,
  ],
  [
    'rows that networks teach each other',
    `${head}input x = [photos[a], scans[a]]
input y = [photos[b], scans[b]]
network left(x) { dense(4) }
network right(y) { dense(4) }
task digit(left, right) { predict: photos.digit as classes }
cotrain left <-> right { task: digit }
train { batch: 4 }`,
  ],
  [
    'more labels are passed on than rows of both have none',
    `${head}input x = [photos[a], scans[a]]
input y = [photos[b], scans[b]]
network left(x) { dense(4) }
network right(y) { dense(4) }
task topic(left, right) { predict: photos.topic as classes }
cotrain left <-> right { task: topic; method: propagation(take: 6) }
                                                                ^ MTL5029: 6 labels are to be passed on in a round, but only 5 rows have none. Take fewer, so that networks learn from the surest ones first.
train { batch: 4 }`,
  ],
  [
    'networks that learn from one data set',
    `${head}input x = [photos[a], scans[a]]
input y = photos[b]
network left(x) { data: scans; dense(4) }
                        ^^^^^ MTL3064: No task of \`left\` is predicted from \`scans\`: the network would learn nothing. Choose a data set with labels for a task that stands on \`left\`.
network right(y) { data: scans; dense(4) }
                         ^^^^^ MTL3063: Rows of \`scans\` have nothing for \`y\`, which this network reads. Choose a data set that feeds the network, or add \`scans\` to the list of the input.
network third(x) { data: trunk; dense(4) }
                         ^^^^^ MTL2003: \`trunk\` is declared as \`shared\`, which cannot stand here. Use the name of something that is declared as \`data\`.
network fourth(x) { data: "scans"; dense(4) }
                          ^^^^^^^ MTL3008: A data set is expected here. Write the name of one that is declared with \`data\`.
shared trunk(x) { dense(4) }
task digit(left) { predict: photos.digit as classes }
task real(right) { predict: photos.real as binary }
task grade(trunk) { predict: scans.grade as number }
train { batch: 4 }`,
  ],
  [
    'sampling of one data set',
    `data photos { source: "photos.csv" }
input x = photos[a]
task digit(x) { predict: photos.digit as classes }
train { batch: 4; sampling: uniform }
                            ^^^^^^^ MTL3065: All rows come from \`photos\`: \`sampling\` says nothing here. Remove it, or use a second data set.`,
  ],
  [
    'sampling where a fault hides a second one',
    `${head}input x = [photos[a], scan[a]]
                      ^^^^ MTL2002: No data set is called \`scan\`. Did you mean \`scans\`?
task digit(x) { predict: photos.digit as classes }
train { batch: 4; sampling: uniform }`,
  ],
  [
    'classes that are written differently, and truths',
    `${head}input x = [photos[a], scans[a]]
task topic(x) { predict: [photos.topic, scans.theme] as classes }
                                              ^^^^^ MTL5043: No value of \`theme\` in \`scans\` (Sea, Sky) is one of \`topic\` in \`photos\` (sea, sky): they share no class. Write the same words for the same classes, in the file or by a \`query\`.
task real(x) { predict: [photos.real, scans.real] as binary }
                                            ^^^^ MTL5044: \`scans\` says no, yes where \`photos\` says 0, 1. Write the same two words in both, in the file or by a \`query\`.
task truth(x) { predict: [photos.real, scans.truth] as binary }
task few(x) { predict: [photos.topic, scans.topic] as classes(3) }
                                                      ^^^^^^^^^^ MTL5005: The column \`topic\` has 4 different values, which are more than 3 classes. Write \`classes(4)\`, or \`classes\` to count them.
task many(x) { predict: [photos.topic, scans.topic] as classes(5) }
                                                       ^^^^^^^^^^ MTL5026: The column \`topic\` has 4 different values, but there are 5 classes. Write \`classes(4)\` unless rows of the others are still to come.
train { batch: 4 }`,
  ],
  [
    'networks that see the same teach each other where each learns from data of its own',
    `${head}input x = [photos[a, b], scans[a, q]]
network left(x) { data: photos; dense(4) }
network right(x) { data: scans; dense(4) }
network third(x) { dense(4) }
task topic(left, right, third) { predict: [photos.topic, scans.topic] as classes }
cotrain left <-> right <-> third { task: topic }
                           ^^^^^ MTL3030: \`left\` and \`third\` both read a, b, q: what networks see alike they mistake alike, and cannot teach each other. Give each network columns of its own.
train { batch: 4 }`,
  ],
  [
    'what is watched is measured on the rows of its own data set',
    `data photos { source: "photos.csv"; split: [50%, 0%, 50%] }
data scans { source: "scans.csv"; split: [50%, 50%, 0%] }
${both}train { batch: 4; stop: plateau(grade.mse) }`,
  ],
  [
    'a task without validation rows',
    `data photos { source: "photos.csv"; split: [50%, 0%, 50%] }
data scans { source: "scans.csv"; split: [50%, 50%, 0%] }
${both}train { batch: 5; stop: plateau(digit.accuracy) }
               ^ MTL5008: A batch takes 5 rows, and the training part has 4. Set \`batch\` in \`train\` to at most 4.
                        ^^^^^^^^^^^^^^^^^^^^^^^ MTL3017: \`plateau\` watches validation rows, and the split leaves none. Give the second part of \`split\` more than 0 %.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked, schemas)).toBe(marked);
});

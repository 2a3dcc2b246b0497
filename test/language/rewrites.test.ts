/** Refactorings that make another experiment, as their titles say: the text after each, which can be trained. */
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../catalog/model/build-model';
import { analyseText, meaningOf } from './support/meaning-of';
import { head, offered } from './support/offered';
import { usualSchemas } from './support/schemas';

interface Rewrite {
  readonly what: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

const rewrites: readonly Rewrite[] = [
  {
    what: 'a block that is copied into everything that reads it',
    before: `${head}
// What both see.
shared bo<|>th(x) {
  flatten
  dense(8, relu)
}

shared more(both) { dense(4) }

task t(more) { predict: d.label as classes(10) }

task u(both) {
  // Whether.
  predict: d.ill as binary
}
`,
    title: 'Copy `both` into each of its 2 users: they stop sharing it',
    after: `${head}
shared more(x) {
  // What both see.
  flatten
  dense(8, relu)
  dense(4)
}

task t(more) { predict: d.label as classes(10) }

task u(x) {
  // What both see.
  flatten
  dense(8, relu)
  // Whether.
  predict: d.ill as binary
}
`,
  },
  {
    what: 'a task of two columns that two data sets have',
    before: `data e { source: "u.csv" }
${head}input both = [d[f0..f3], e[f4..f7]]

task pla<|>ce(both) {
  predict: [d[x, y], e[w, "sepal length"]] as numbers(2)
}

task size(x) {
  flatten
  predict: d.w as number
}
`,
    title: 'Split `place` into 2 tasks, one for each column: each then has a loss of its own',
    after: `data e { source: "u.csv" }
${head}input both = [d[f0..f3], e[f4..f7]]

task x2(both) {
  predict: [d.x, e.w] as number
}

task y(both) {
  predict: [d.y, e["sepal length"]] as number
}

task size(x) {
  flatten
  predict: d.w as number
}
`,
  },
  {
    what: 'a task that becomes one for each column, on the layers that it had',
    before: `${head}
// Where it is.
task pl<|>ace(x) {
  flatten
  dense(8, relu)   // wide
  predict: d[x, y, "sepal length"] as numbers(scale: none)
  // Outliers count less.
  loss: huber(delta: 2)
  metrics: [mae]
  weight: 0.5
}

train { epochs: 2 }
`,
    title: 'Split `place` into 3 tasks, one for each column: each then has a loss of its own',
    after: `${head}
// Where it is.
shared place(x) {
  flatten
  dense(8, relu)   // wide
}

task x2(place) {
  predict: d.x as number(scale: none)
  // Outliers count less.
  loss: huber(delta: 2)
  metrics: [mae]
  weight: 0.5
}

task y(place) {
  predict: d.y as number(scale: none)
  loss: huber(delta: 2)
  metrics: [mae]
  weight: 0.5
}

task sepal_length(place) {
  predict: d["sepal length"] as number(scale: none)
  loss: huber(delta: 2)
  metrics: [mae]
  weight: 0.5
}

train { epochs: 2 }
`,
  },
  {
    what: 'a task without layers of its own',
    before: `data d { source: "t.csv" }
input x = d[w, h]
shared trunk(x) { dense(4) }
task a<|>ll(trunk) { predict: d[x, y] as numbers }
`,
    title: 'Split `all` into 2 tasks, one for each column: each then has a loss of its own',
    after: `data d { source: "t.csv" }
input x = d[w, h]
shared trunk(x) { dense(4) }
task x2(trunk) {
  predict: d.x as number
}

task y(trunk) {
  predict: d.y as number
}
`,
  },
];

describe.each(rewrites)('$what', ({ before, title, after }) => {
  const one = offered(before).find((candidate) => candidate.title === title);

  test('gives the text', () => expect(one?.after).toBe(after));
  test('is an experiment that can be trained, and another one', () => {
    expect(meaningOf(one!.after, usualSchemas)).not.toEqual(meaningOf(one!.text, usualSchemas));
  });
});

/** Trainable numbers of a text's model. */
const numbersOf = (text: string) =>
  buildModel(analyseText(text, usualSchemas).plan!, { rows: 2, training: false }).parameters.reduce(
    (sum, { tensor }) => sum + tensor.shape.reduce((product, size) => product * size, 1),
    0,
  );

test('a task that is split keeps its model: as many parameters, the same features', () => {
  const { before, title } = rewrites[1]!;
  const one = offered(before).find((candidate) => candidate.title === title)!;
  expect(numbersOf(one.after)).toBe(numbersOf(one.text));
});

/** Texts with a selection, what is offered there, and the text after it. */
import { head } from './offered';

export interface Case {
  readonly what: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

export const cases: readonly Case[] = [
  {
    what: 'the first layers of a task, with their comments',
    before: `${head}
// Which digit it is.
task t(x) {
  <|// Pixels in a row.
  flatten
  dense(8, relu)   // wide|>
  dense(4)
  predict: d.label as classes(10)
}
`,
    title: 'Extract into a shared block',
    after: `${head}
shared features(x) {
  // Pixels in a row.
  flatten
  dense(8, relu)   // wide
}

// Which digit it is.
task t(features) {
  dense(4)
  predict: d.label as classes(10)
}
`,
  },
  {
    what: 'the last layers of a shared block, in every use',
    before: `${head}
shared trunk(x) { flatten; <|dense(8, relu)|> }

task t(trunk) { predict: d.label as classes(10) }
task u(trunk) { predict: d.ill as binary }
`,
    title: 'Extract into a shared block',
    after: `${head}
shared trunk(x) { flatten }

shared trunkFeatures(trunk) {
  dense(8, relu)
}

task t(trunkFeatures) { predict: d.label as classes(10) }
task u(trunkFeatures) { predict: d.ill as binary }
`,
  },
  {
    what: 'the join of several inputs',
    before: `data d { source: "t.csv" }
input a = d[x, y]
input b = d[w, h]
task t(a, b) { <|concat; dense(3)|>; predict: d.label as classes(10) }
`,
    title: 'Extract into a shared block',
    after: `data d { source: "t.csv" }
input a = d[x, y]
input b = d[w, h]
shared features(a, b) {
  concat
  dense(3)
}

task t(features) { predict: d.label as classes(10) }
`,
  },
  {
    what: 'a block back into the task that reads it',
    before: `${head}
// Pixels.
shared fl<|>at(x) {
  flatten   // in a row
}

task t(flat) {
  dense(3)
  predict: d.label as classes(10)
}
`,
    title: 'Inline `flat`',
    after: `${head}
task t(x) {
  // Pixels.
  flatten   // in a row
  dense(3)
  predict: d.label as classes(10)
}
`,
  },
  {
    what: 'a block into a task on one line',
    before: `${head}
shared fl<|>at(x) { flatten; dense(2) }
task t(flat) { dense(3); predict: d.label as classes(10) }
`,
    title: 'Inline `flat`',
    after: `${head}task t(x) {
  flatten; dense(2)
  dense(3); predict: d.label as classes(10)
}
`,
  },
  {
    what: 'a number of a layer',
    before: `experiment "e"\n${head}
shared trunk(x) { flatten; dense(<|>12, relu) }
task t(trunk) { predict: d.label as classes(10) }
`,
    title: 'Name it with `let`',
    after: `experiment "e"\nlet units = 12

${head}
shared trunk(x) { flatten; dense(units, relu) }
task t(trunk) { predict: d.label as classes(10) }
`,
  },
  {
    what: 'equal numbers of one meaning',
    before: `let rate = 0.1
${head}
shared trunk(x) { flatten; dense(<|>12, relu); dropout(rate); dense(12); dense(units: 12); layerNorm }
task t(trunk) { predict: d.label as classes(12) }
`,
    title: 'Name all 3 of them with `let`',
    after: `let rate = 0.1
let units2 = 12
${head}
shared trunk(x) { flatten; dense(units2, relu); dropout(rate); dense(units2); dense(units: units2); layerNorm }
task t(trunk) { predict: d.label as classes(12) }
`,
  },
  {
    what: 'a constant where it is used',
    before: `// How wide.
let width = 12

${head}
shared trunk(x) { flatten; dense(wi<|>dth, relu); dense(width) }
task t(trunk) { predict: d.label as classes(10) }
`,
    title: 'Inline `width`',
    after: `${head}
// How wide.
shared trunk(x) { flatten; dense(12, relu); dense(12) }
task t(trunk) { predict: d.label as classes(10) }
`,
  },
  {
    what: 'a constant with remarks where it is used first, in a block of several lines',
    before: `// How wide,
// and why.
let width = 12   // units

${head}
shared trunk(x) {
  flatten
  dense(wi<|>dth, relu)   // wide
}
task t(trunk) { dense(width); predict: d.label as classes(10) }
`,
    title: 'Inline `width`',
    after: `${head}
shared trunk(x) {
  flatten
  // How wide,
  // and why.
  // units
  dense(12, relu)   // wide
}
task t(trunk) { dense(12); predict: d.label as classes(10) }
`,
  },
];

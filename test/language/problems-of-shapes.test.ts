/** Problems of shapes: each said where it arises, and once. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';

test.for([
  [
    'layers that do not fit',
    `
data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
input v = d[f0..f9]
shared a(x) {
  dense(4)
  ^^^^^^^^ MTL4001: \`dense\` reads rows of features, but gets images of 8x8x1. Put \`flatten\` or \`globalAveragePool\` before it.
}
shared b(x) {
  maxpool(9); flatten
  ^^^^^^^^^^ MTL4001: The 9x9 window of \`maxpool\` is larger than its images of 8x8x1. Use a smaller window, or fewer layers that shrink the image before it.
  conv(4)
  dense(3)
}
shared c(v) { reshape(3, 4); flatten }
              ^^^^^^^^^^^^^ MTL4001: \`reshape\` cannot make 3x4 (12 numbers) of 10 (10 numbers). Choose sizes whose product is 10.
task t(a) { predict: d.y as number }`,
  ],
  [
    'one fault, one problem',
    `
data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
shared a(x) {
  flatten
  conv(4, kernal: 3)
  ^^^^^^^^^^^^^^^^^^ MTL4001: \`conv\` reads images of height x width x channels, but gets rows of 64. Put it before \`flatten\`, or make images again with \`reshape(height, width, channels)\`.
          ^^^^^^ MTL3001: \`conv\` has no argument \`kernal\`. Did you mean \`kernel\`?
  dense(widht)
        ^^^^^ MTL2002: No constant is called \`widht\`. Declare it with \`let widht = …\`, or write a value.
  conv(4)
  nothing(3)
  ^^^^^^^ MTL2004: There is no layer \`nothing\`. Choose one of activation, add, attention, avgpool, batchNorm, bidirectional, concat, conv, dense, depthwiseConv, dropout, embedding, ….
  conv(4)
}
task t(a) { predict: d.y as number }`,
  ],
  [
    'layers within layers',
    `
data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
input v = d[f0..f9]
shared a(x) { residual { conv(4) }; flatten }
              ^^^^^^^^ MTL4001: \`residual\` adds what comes out of its layers to what goes in, but makes 8x8x4 of 8x8x1. Let its last layer give 8x8x1 again.
shared b(x) {
  residual {
    residual { maxpool(9) }
               ^^^^^^^^^^ MTL4001: The 9x9 window of \`maxpool\` is larger than its images of 8x8x1. Use a smaller window, or fewer layers that shrink the image before it.
    dense(3)
  }
  dense(3)
}
shared c(v, a) { residual { dense(14) } }
                 ^^^^^^^^^^^^^^^^^^^^^^ MTL4004: v, a come together here, and nothing says how. Begin the block with \`concat\` (side by side) or \`add\` (sum).
shared e(v) { residual { dense(10); residual { dense(10) } }; dense(2) }
task t(e) { predict: d.y as number }`,
  ],
  [
    'several things that come together',
    `
data d { source: "t.csv" }
input x = d[f0..f4]
input y = d[f5..f9]
input i = d[p0..p63] as image(8, 8)
shared a(x, y) { dense(4) }
                 ^^^^^^^^ MTL4004: x, y come together here, and nothing says how. Begin the block with \`concat\` (side by side) or \`add\` (sum).
shared b(x, y) { concat; dense(4) }
shared c(x, i) { add }
                 ^^^ MTL4001: \`add\` cannot add 8x8x1 to 5. Give all of them the same shape, or use \`concat\`.
task t(x, y) { predict: d.y as number }
     ^ MTL4004: x, y come together here, and nothing says how. Begin the block with \`concat\` (side by side) or \`add\` (sum).
task u(x, y) { dense(3); predict: d.y as number }
               ^^^^^^^^ MTL4004: x, y come together here, and nothing says how. Begin the block with \`concat\` (side by side) or \`add\` (sum).
task v(x, y) { add; predict: d.y as number }`,
  ],
  [
    'inputs and targets that do not fit their columns',
    `
data d { source: "t.csv" }
input x = d[p0..p62] as image(8, 8)
                        ^^^^^^^^^^^ MTL4002: 63 columns do not make an image of 64 pixels (8x8). Write \`image(7, 9)\`, or name 64 columns.
task t(x) { flatten; predict: d[x, y] as number }
                                         ^^^^^^ MTL4003: \`number\` predicts a single column, but gets 2. Name one column, or use \`numbers\` to predict several.
task u(x) { flatten; predict: d[x, y] as box }
                                         ^^^ MTL4003: \`box\` predicts 4 columns (x, y, width, height), but gets 2. Name these four columns in this order, or use \`numbers\`.
task v(x) { flatten; predict: d[x, y] as numbers(3) }
                                         ^^^^^^^^^^ MTL4003: \`numbers(3)\` does not fit the columns: 2 are given. Write \`numbers(2)\`, or change the list of columns.
task w(x) { flatten; predict: d[x, y] as classes(3) }
                                         ^^^^^^^^^^ MTL4003: \`classes\` predicts a single column, but gets 2. Name one column, or use \`labels\` to predict several.`,
  ],
  [
    'images that reach an output',
    `
data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
shared a(x) { conv(4) }
task t(a) { predict: d.y as number }
     ^ MTL4005: The task needs rows of features to predict from, but gets images of 8x8x4. End with \`flatten\` or \`globalAveragePool\`.
task u(a) {
  conv(3)
  ^^^^^^^ MTL4005: The task needs rows of features to predict from, but gets images of 8x8x3. End with \`flatten\` or \`globalAveragePool\`.
  predict: d.y as number
}`,
  ],
  [
    'features that networks cannot share',
    `
data d { source: "t.csv" }
input x = d.x
input z = d.y
network a(x) { dense(4) }
network b(z) { dense(5) }
task t(a, b) { predict: d.ill as binary }
cotrain a <-> b { task: t; share: features(weights: [0.5, 0.5]) }
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MTL4006: \`features\` cannot mix features of 4 and 5. End the networks with layers of the same size.`,
  ],
  [
    'models that no file can hold',
    `
data d { source: "t.csv" }
input x = d[x, y]
shared s(x) {
  dense(1000000000)
  ^^^^^^^^^^^^^^^^^ MTL4007: With this layer the block has 3,000,000,000 parameters; a model file holds at most 536,870,912. Make the layer smaller, or let less reach it.
  dense(2)
}
task t(s) { predict: d.y as number }
                       ^ MTL5012: The column \`y\` is also part of the input \`x\`. Take it out of the input: the answer is not known when predictions are made.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked)).toBe(marked);
});

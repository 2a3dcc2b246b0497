/** Problems of values and arguments: each with its place and remedy. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';

test.for([
  [
    'arguments of a call',
    `
data d { source: "t.csv" }
input x = d[p0..p63] as image(8, 8)
shared s(x) {
  conv
  ^^^^ MTL3002: \`conv\` needs \`filters\`: How many filters, and so channels of the result. Write it, as in \`conv(16, kernel: 3, activation: relu)\`.
  conv(16, 3, 1, same, relu, 7)
                             ^ MTL3005: \`conv\` does not take so many arguments. It is written \`conv(filters, kernel: 3, stride: 1, padding: same, activation: linear)\`.
  conv(16, kernel: 3, kernel: 5)
                      ^^^^^^^^^ MTL3004: \`kernel\` of \`conv\` is given twice. Remove one of the two.
  conv(16, filters: 3)
           ^^^^^^^^^^ MTL3004: \`filters\` of \`conv\` is given twice. Remove one of the two.
  conv(kernel: 3, 16)
                  ^^ MTL3006: An argument without a name follows one with a name. Put it before the named ones, or write its name.
  conv(16.5)
       ^^^^ MTL3003: 16.5 is not a whole number. Write 17, for example.
  conv(-1)
       ^^ MTL3003: -1 is too small. Write a value of at least 1.
  conv("16")
       ^^^^ MTL3003: "16" does not fit here. Write a whole number such as 2.
  conv(relu)
       ^^^^ MTL3003: relu does not fit here. Write a whole number such as 2.
  conv(16, padding: sane)
                    ^^^^ MTL2004: \`sane\` is no word that can stand here. Did you mean \`same\`?
  conv(16, activation: 3)
                       ^ MTL3003: 3 does not fit here. Write one of elu, gelu, leakyRelu, linear, relu, sigmoid, silu, softmax, softplus, tanh.
  dropout(120%)
          ^^^^ MTL3003: 1.2 is too large. Write a value below 1.
  flatten(3)
          ^ MTL3005: \`flatten\` does not take so many arguments. It is written \`flatten\`.
  dense(1..5)
        ^^^^ MTL3003: 1..5 does not fit here. Write a whole number such as 2.
  dense(4) { dense(3) }
  ^^^^^ MTL3027: \`dense\` takes no layers of its own. Write them on lines of their own, without braces.
}
task t(s) { predict: d.y as number }`,
  ],
  [
    'layers within layers',
    `
data d { source: "t.csv" }
input x = d[f0..f9]
shared a(x) {
  residual
  ^^^^^^^^ MTL3028: \`residual\` has no layers to wrap. Write them in braces, as in \`residual { dense(10, relu); dense(10) }\`.
  residual { }
  ^^^^^^^^ MTL3028: \`residual\` has no layers to wrap. Write them in braces, as in \`residual { dense(6, relu); dense(6) }\`.
  residual { dense(0); sharing: hard; nothing }
                   ^ MTL3003: 0 is too small. Write a value of at least 1.
                       ^^^^^^^^^^^^^ MTL3029: \`sharing\` stands among the layers of \`residual\`. Move it out of the braces of \`residual\`: they hold layers only.
                                      ^^^^^^^ MTL2004: There is no layer \`nothing\`. Choose one of activation, add, attention, avgpool, batchNorm, bidirectional, concat, conv, dense, depthwiseConv, dropout, embedding, ….
  flatten { dense(0) }
  ^^^^^^^ MTL3027: \`flatten\` takes no layers of its own. Write them on lines of their own, without braces.
                  ^ MTL3003: 0 is too small. Write a value of at least 1.
}
task t(a) { predict: d.y as number }`,
  ],
  [
    'numbers out of range',
    `
data d { source: "t.csv"; seed: -1 }
                                ^^ MTL3003: -1 is too small. Write a value of at least 0.
input x = d.x
task t(x) { predict: d.y as number; weight: 0 }
                                            ^ MTL3003: 0 is too small. Write a value above 0.
train { optimizer: adam(rate: 0); batch: 2.5; epochs: 0; seed: true; stop: plateau(t.mse, patience: 0) }
                              ^ MTL3003: 0 is too small. Write a value above 0.
                                         ^^^ MTL3003: 2.5 is not a whole number. Write 3, for example.
                                                      ^ MTL3003: 0 is too small. Write a value of at least 1.
                                                               ^^^^ MTL3003: true does not fit here. Write a whole number such as 0.
                                                                                                    ^ MTL3003: 0 is too small. Write a value of at least 1.`,
  ],
  [
    'properties that are missing or have no value',
    `
data d { }
     ^ MTL3007: This \`data\` has no \`source\`. Add a line such as \`source: "d.csv"\`.
data e {
     ^ MTL3007: This \`data\` has no \`source\`. Add a line such as \`source: "e.csv"\`.
  split: [80%, 10%, 10%]
}
data f { source: "t.csv" }
input x = f.x
task t(x) { dense(4) }
     ^ MTL3007: This \`task\` has no \`predict\`. Add a line such as \`predict: f.label as classes(10)\`.
task u(x) { predict: f.y as number; weight }
                                    ^^^^^^ MTL3015: \`weight\` has no value. Write \`weight: value\`.
train { adam }
        ^^^^ MTL3015: A \`train\` block holds properties, not \`adam\`. Write \`name: value\`, or move the layer to a \`shared\`, \`network\` or \`task\` block.
cotrain t <-> u { }
^^^^^^^ MTL3007: This \`cotrain\` has no \`task\`. Add a line such as \`task: t\`.
        ^ MTL2003: \`t\` is declared as \`task\`, which cannot stand here. Use the name of something that is declared as \`network\`.
              ^ MTL2003: \`u\` is declared as \`task\`, which cannot stand here. Use the name of something that is declared as \`network\`.`,
  ],
  [
    'values of another form',
    `
data d { source: 3; query: 4; split: 5 }
                 ^ MTL3008: The name of a file is expected here. Write it in double quotes, such as "digits.csv", or write a list of them.
                           ^ MTL3008: A text is expected here. Write it in double quotes.
                                     ^ MTL3010: A split has three parts: train, validation and test. Write three shares such as \`[80%, 10%, 10%]\`, the first above 0 %, or a column that holds these words.
data e { source: []; stratify: 3 }
                 ^^ MTL3008: The name of a file is expected here. Write it in double quotes, such as "digits.csv", or write a list of them.
                               ^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
data f { source: "t.csv"; source2: 1 }
                          ^^^^^^^ MTL2004: There is no property \`source2\` here. Did you mean \`source\`?
input x = 3
          ^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
input y = f
          ^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
input z = f[]
          ^^^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
task t(x) { predict: f.y; loss: 3; metrics: [3] }
                     ^^^ MTL3008: What the columns are predicted as is missing. Write it as in \`d.label as classes(10)\`.
                                ^ MTL3008: A name is expected here. Write one of binaryCrossEntropy, crossEntropy, focal, huber, iou, mae, mse.
                                             ^ MTL3008: A name is expected here. Write one of accuracy, f1, iou, logLoss, mae, mse, precision, r2, recall, rmse, topK.
task u(x) { predict: 3 as number }
                     ^ MTL5013: Columns of the data are expected here. Write \`d.label\`, \`d[x, y, p0..p9]\` or \`d["sepal length"]\`.
train { stop: 3; device: 4; optimizer: "adam" }
              ^ MTL3008: A call of another form is expected here. Write it as in \`plateau(digit.accuracy, patience: 3)\`.
                         ^ MTL3008: A device is expected here. Write one of auto, cpu, webgpu, cuda, directml, coreml, tensorflow, reference.
                                       ^^^^^^ MTL3008: A name is expected here. Write one of adagrad, adam, adamw, lamb, rmsprop, sgd.`,
  ],
  [
    'splits',
    `
data a { source: "t.csv"; split: [50%, 50%] }
                                 ^^^^^^^^^^ MTL3010: A split has three parts: train, validation and test. Write three shares such as \`[80%, 10%, 10%]\`, the first above 0 %, or a column that holds these words.
data b { source: "t.csv"; split: [0%, 50%, 50%] }
                                 ^^^^^^^^^^^^^^ MTL3010: A split has three parts: train, validation and test. Write three shares such as \`[80%, 10%, 10%]\`, the first above 0 %, or a column that holds these words.
data c { source: "t.csv"; split: [90%, 20%, -10%] }
                                 ^^^^^^^^^^^^^^^^ MTL3010: A split has three parts: train, validation and test. Write three shares such as \`[80%, 10%, 10%]\`, the first above 0 %, or a column that holds these words.
data e { source: "t.csv"; split: [33.3%, 33.3%, 33.3%] }
data f { source: "t.csv"; split: fold }
data g { source: "t.csv"; split: label }
                                 ^^^^^ MTL5011: The column \`label\` holds \`0\`, which is no part of a split. Let it hold the words train, validation and test; a \`query\` can make them.
data h { source: "t.csv"; split: "fold" }
data i { source: "t.csv"; split: fald }
                                 ^^^^ MTL5001: \`i\` has no column \`fald\`. Did you mean \`fold\`?
data j { source: "t.csv"; stratify: labl; group: label }
                                    ^^^^ MTL5001: \`j\` has no column \`labl\`. Did you mean \`label\`?
input x = a.x
task t(x) { predict: a.y as number }`,
  ],
  [
    'weights of classes',
    `
data d { source: "t.csv" }
input x = d[f0..f9]
task a(x) { predict: d.label as classes(10); loss: crossEntropy(weights: [1, 2]) }
                                                                         ^^^^^^ MTL3003: The list has 2 weights, but there are 10 classes. Write a number for each class, or \`balanced\`.
task b(x) { predict: d.label as classes(10); loss: focal(weights: balancd) }
                                                                  ^^^^^^^ MTL2004: \`balancd\` is no word that can stand here. Did you mean \`balanced\`?
task e(x) { predict: d[p0, p1] as labels; loss: binaryCrossEntropy(weights: [1, 2]) }
                                                                            ^^^^^^ MTL3003: A row of \`labels\` has no single class that could be weighed. Leave \`weights\` out.
task g(x) { predict: d.label as classes(10); loss: crossEntropy(weights: [-1]) }
                                                                         ^^^^ MTL3003: -1 is too small. Write a value of at least 0.
train { clip: norm(0) }
                   ^ MTL3003: 0 is too small. Write a value above 0.
`,
  ],
  [
    'losses and metrics',
    `
data d { source: "t.csv" }
input x = d.x
task t(x) { predict: d.label as classes(10); loss: mse; metrics: [accuracy, accuracy, rmse] }
                                                   ^^^ MTL3011: The loss \`mse\` cannot be used for \`classes\`. Choose one of crossEntropy, focal.
                                                                            ^^^^^^^^ MTL3022: \`accuracy\` is already measured. Remove it.
                                                                                      ^^^^ MTL3012: The metric \`rmse\` cannot be used for \`classes\`. Choose from accuracy, f1, logLoss, precision, recall, topK.
task u(x) { predict: d[x, y, w, h] as box; loss: iou; metrics: accuracy }
                       ^ MTL5012: The column \`x\` is also part of the input \`x\`. Take it out of the input: the answer is not known when predictions are made.
                                                 ^^^ MTL3026: The loss \`iou\` only means something for \`box(scale: none)\`. Predict the columns as \`box(scale: none)\`, or choose another loss.
                                                               ^^^^^^^^ MTL3012: The metric \`accuracy\` cannot be used for \`box\`. Choose from iou, mae, mse, r2, rmse.
task v(x) { predict: d.y as number; metrics: mae }`,
  ],
  [
    'foundations',
    `
data d { source: "t.csv" }
input x = d.x
input z = d.y
network n(x) { dense(4) }
shared s() { dense(4) }
       ^ MTL3018: This \`shared\` stands on nothing. Name an input, a shared block or a network in parentheses, as in \`shared trunk(x)\`.
shared r(x, x) { dense(4) }
            ^ MTL3023: \`x\` stands here twice. Name it once.
task t(n, x) { predict: d.y as number }
     ^ MTL3024: Each network gets a head of its own, so x cannot stand beside networks. Let the task stand on networks only, or on inputs and shared blocks only.
task u() { predict: d.y as number }
     ^ MTL3018: This \`task\` stands on nothing. Name an input, a shared block or a network in parentheses, as in \`task digit(trunk)\`.`,
  ],
  [
    'co-training',
    `
data d { source: "t.csv" }
input x = d.x
input z = d.y
network a(x) { dense(4) }
network b(z) { dense(5) }
network c(z) { dense(5) }
task t(a, b) { predict: d.label as classes(10) }
cotrain a { task: t }
        ^ MTL3013: Co-training needs at least two different networks. Write \`cotrain left <-> right { … }\`, or choose a method by which one network learns alone: fixMatch, meanTeacher.
cotrain b { task: t; method: meanTeacher; share: features }
        ^ MTL3013: Co-training needs at least two different networks. Write \`cotrain left <-> right { … }\`.
cotrain a <-> a { task: t }
              ^ MTL3023: \`a\` stands here twice. Name it once.
cotrain a <-> c { task: t }
                        ^ MTL3014: The task \`t\` does not stand on c. Write \`task t(a, b, c)\`.
cotrain a <-> b { task: t; share: features(weights: learned); rounds: 0; until: stable(rounds: 0) }
                        ^ MTL3025: Another \`cotrain\` already teaches \`t\`. Name all networks in one, as in \`cotrain a <-> b <-> c\`.
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ MTL4006: \`features\` cannot mix features of 4 and 5. End the networks with layers of the same size.
                                                                      ^ MTL3003: 0 is too small. Write a value of at least 1.
                                                                                               ^ MTL3003: 0 is too small. Write a value of at least 1.
cotrain a <-> b { task: t; method: propagation(sigma: 0, confidence: 2, take: 0) }
                        ^ MTL3025: Another \`cotrain\` already teaches \`t\`. Name all networks in one, as in \`cotrain a <-> b <-> c\`.
                                                      ^ MTL3003: 0 is too small. Write a value above 0.
                                                                     ^ MTL3003: 2 is too large. Write a value of at most 1.
                                                                              ^ MTL3003: 0 is too small. Write a value of at least 1.`,
  ],
  [
    'stopping',
    `
data d { source: "t.csv"; split: [90%, 0%, 10%] }
input x = d.x
task t(x) { predict: d.label as classes(10) }
train { stop: plateau(t.mse); epochs: 3 }
                        ^^^ MTL3016: The task \`t\` does not measure \`mse\`. Choose one of accuracy, loss, or add it to the metrics of the task.`,
  ],
  [
    'stopping without validation rows',
    `
data d { source: "t.csv"; split: [90%, 0%, 10%] }
input x = d.x
task t(x) { predict: d.label as classes(10) }
train { stop: plateau(t.accuracy, patience: 3) }
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MTL3017: \`plateau\` watches validation rows, and the split leaves none. Give the second part of \`split\` more than 0 %.`,
  ],
  [
    'stopping by nothing',
    `
data d { source: "t.csv" }
input x = d.x
task t(x) { predict: d.label as classes(10) }
train { stop: plateau(patience: 3) }
                      ^^^^^^^^^^^ MTL3008: A call of another form is expected here. Write it as in \`plateau(digit.accuracy, patience: 3)\`.`,
  ],
  [
    'a weighting without anything to weigh',
    `
data d { source: "t.csv" }
input x = d.x
task t(x) { predict: d.label as classes(10) }
train { weighting: dwa }
                   ^^^ MTL3020: \`dwa\` weighs at least 2 tasks; there is 1. Leave it out, or add a task.`,
  ],
  [
    'nothing to train',
    `
data d { source: "t.csv" }
^^^^ MTL3019: The file declares no task: there is nothing to train. Add one, such as \`task digit(trunk) { predict: digits.label as classes(10) }\`.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked)).toBe(marked);
});

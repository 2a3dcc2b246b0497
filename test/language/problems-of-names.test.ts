/** Problems of names: each with its place and remedy. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';

test.for([
  [
    'a name twice',
    `
let a = 1
let a = 2
    ^ MTL2001: \`a\` is already declared as \`let\`. Choose another name: names are unique across all declarations of a file.
data d { source: "t.csv" }
input d = d.x
      ^ MTL2001: \`d\` is already declared as \`data\`. Choose another name: names are unique across all declarations of a file.
task t(d) { predict: d.y as number }
       ^ MTL2003: \`d\` is declared as \`data\`, which cannot stand here. Use the name of something that is declared as \`input\`, \`shared\`, \`network\`.`,
  ],
  [
    'names that are not declared',
    `
data d { source: "t.csv" }
input x = data.x
          ^^^^ MTL2002: No data set is called \`data\`. Choose one of d.
input y = q[x]
          ^ MTL2002: No data set is called \`q\`. Choose one of d.
shared trunk(pixels) { dense(4) }
             ^^^^^^ MTL2002: No input, shared block or network is called \`pixels\`. Choose one of x, y.
task t(trunc) { predict: d.y as number }
       ^^^^^ MTL2002: No input, shared block or network is called \`trunc\`. Did you mean \`trunk\`?`,
  ],
  [
    'names of another kind',
    `
data d { source: "t.csv" }
input x = d.x
task t(d) { predict: x.y as number }
       ^ MTL2003: \`d\` is declared as \`data\`, which cannot stand here. Use the name of something that is declared as \`input\`, \`shared\`, \`network\`.
                     ^ MTL2003: \`x\` is declared as \`input\`, which cannot stand here. Use the name of something that is declared as \`data\`.
cotrain x <-> t { task: x }
        ^ MTL2003: \`x\` is declared as \`input\`, which cannot stand here. Use the name of something that is declared as \`network\`.
              ^ MTL2003: \`t\` is declared as \`task\`, which cannot stand here. Use the name of something that is declared as \`network\`.
                        ^ MTL2003: \`x\` is declared as \`input\`, which cannot stand here. Use the name of something that is declared as \`task\`.`,
  ],
  [
    'words that nobody knows',
    `
data d { source: "t.csv"; sauce: 1 }
                          ^^^^^ MTL2004: There is no property \`sauce\` here. Choose one of source, query, split, stratify, group, client, seed, follow.
input x = d.x as nmbers
                 ^^^^^^ MTL2004: There is no input type \`nmbers\`. Did you mean \`numbers\`?
shared s(x) { sharing: hrad; dence(4); dense(4, rellu) }
                       ^^^^ MTL2004: There is no sharing \`hrad\`. Did you mean \`hard\`?
                             ^^^^^ MTL2004: There is no layer \`dence\`. Did you mean \`dense\`?
                                                ^^^^^ MTL2004: \`rellu\` is no word that can stand here. Did you mean \`relu\`?
task t(s) { predict: d.y as nummber; los: mse; loss: msee; metrics: [mea] }
                            ^^^^^^^ MTL2004: There is no target \`nummber\`. Did you mean \`number\`?
                                     ^^^ MTL2004: There is no property \`los\` here. Did you mean \`loss\`?
                                                     ^^^^ MTL2004: There is no loss \`msee\`. Did you mean \`mse\`?
                                                                     ^^^ MTL2004: There is no metric \`mea\`. Did you mean \`mae\`?
train { optimizer: adm; schedule: konstant; weighting: equl; device: cpuu; bach: 3; stop: platoo(t.mse) }
                   ^^^ MTL2004: There is no optimizer \`adm\`. Did you mean \`adam\`?
                                  ^^^^^^^^ MTL2004: There is no schedule \`konstant\`. Did you mean \`constant\`?
                                                       ^^^^ MTL2004: There is no weighting \`equl\`. Did you mean \`equal\`?
                                                                     ^^^^ MTL2004: There is no device \`cpuu\`. Did you mean \`cpu\`?
                                                                           ^^^^ MTL2004: There is no property \`bach\` here. Did you mean \`batch\`?
                                                                                          ^^^^^^ MTL2004: \`platoo\` cannot stand here. Choose one of plateau.`,
  ],
  [
    'what is not available yet',
    `
data d { source: images("a/", label: folder); follow: true }
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MTL2005: \`images(…)\` is not available yet. Leave it out, or choose something that can be trained.
                                              ^^^^^^^^^^^^ MTL2005: \`follow\` is not available yet. Leave it out, or choose something that can be trained.
data e { source: "t.csv" }
input x = e.x as audio
                 ^^^^^ MTL2005: \`audio\` is not available yet. Leave it out, or choose something that can be trained.
network n(x) { dense(4) }
task t(n) { predict: e.y as number; loss: mse }
train { schedule: constant;  weighting: equal;  device: coreml; mode: online(window: 3) }
                                                                ^^^^^^^^^^^^^^^^^^^^^^^ MTL2005: \`mode\` is not available yet. Leave it out, or choose something that can be trained.`,
  ],
  [
    'a property twice',
    `
data d { source: "t.csv"; seed: 1; seed: 2 }
                                   ^^^^ MTL2006: \`seed\` is already set. Remove one of the two.
input x = d.x
task t(x) { predict: d.y as number }`,
  ],
  [
    'circles',
    `
let a = b
    ^ MTL2007: These use each other in a circle: a → b → a. Break the circle: let one of them stand on something else.
let b = a
let c = c
    ^ MTL2007: These use each other in a circle: c → c. Break the circle: let one of them stand on something else.
data d { source: "t.csv" }
input x = d.x
shared s(r) { dense(a) }
       ^ MTL2007: These use each other in a circle: s → r → s. Break the circle: let one of them stand on something else.
shared r(s) { dense(c) }
task t(x) { predict: d.y as number }`,
  ],
  [
    'declarations that may stand once',
    `
experiment "a"
experiment "b"
^^^^^^^^^^ MTL2008: A file has one \`experiment\`. Put everything into the first one.
data d { source: "t.csv" }
input x = d.x
task t(x) { predict: d.y as number }
train { }
train { }
^^^^^ MTL2008: A file has one \`train\`. Put everything into the first one.`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked)).toBe(marked);
});

/** The first block of the text stands on all others, which a stack of calls would not hold. */
test('a long chain of blocks has nothing wrong', () => {
  const length = 12_000;
  const chain = Array.from({ length }, (_, below) => {
    const place = length - below;
    return `shared a${place}(${place > 1 ? `a${place - 1}` : 'x'}) { dense(2) }`;
  });
  const text = `
data d { source: "t.csv" }
input x = d.x
${chain.join('\n')}
task t(a${length}) { predict: d.y as number }`;
  expect(remark(text)).toBe(text);
});

/** Broken text: what is said about it, and that everything around it is read all the same. */
import { expect, test } from 'vitest';
import { parse } from '../../server/src/language/syntax/parser';
import { markProblems, unmark } from './support/marked-problems';

const namesOf = (source: string): string =>
  parse(source)
    .file.declarations.map((declaration) =>
      'name' in declaration && declaration.name
        ? `${declaration.kind} ${declaration.name.text}`
        : declaration.kind,
    )
    .join(', ');

test.for([
  [
    'a block that is never closed ends at the next declaration',
    `
shared trunk(x) {
                ^ MTL1003: This block is never closed. Add \`}\` after line 3.
  dense(4)
task t(trunk) { }`,
    'shared trunk, task t',
  ],
  [
    'an inner block that is never closed leaves the outer one open',
    `
shared trunk(x) {
                ^ MTL1003: This block is never closed. Add \`}\` after line 5.
  residual {
    dense(4)
  }
task t(trunk) { }`,
    'shared trunk, task t',
  ],
  [
    'a property may have the name of a keyword',
    `
cotrain a <-> b {
  task: t
}`,
    'cotrain',
  ],
  [
    'a head without parentheses, its brace on the next line',
    `
task t
     ^ MTL1004: \`(\` is missing. Add \`(\` after \`t\`.
{
}`,
    'task t',
  ],
  [
    'a value that is missing',
    `
task t(x) {
  loss:
      ^ MTL1006: A value is missing after \`loss\`. Write a number, a string, a name, a list or a call.
  weight: 1
}`,
    'task t',
  ],
  [
    'a list that is never closed',
    `
task t(x) {
  metrics: [mse
              ^ MTL1004: \`]\` is missing. Add \`]\` after \`mse\`.
  weight: 1
}`,
    'task t',
  ],
  [
    'a call that is never closed',
    `
shared t(x) {
  conv(16, 3
           ^ MTL1004: \`)\` is missing. Add \`)\` after \`3\`.
  flatten
}`,
    'shared t',
  ],
  [
    'a comma that is missing',
    `
shared t(x) {
  conv(16 kernel: 3)
        ^ MTL1004: \`,\` is missing. Add \`,\` after \`16\`.
}`,
    'shared t',
  ],
  [
    'an equals sign for a colon, and nothing for it',
    `
train {
  batch = 64
        ^ MTL1011: A property is written \`batch: value\`. Put \`:\` after \`batch\`.
  epochs 3
  ^^^^^^ MTL1011: A property is written \`epochs: value\`. Put \`:\` after \`epochs\`.
}`,
    'train',
  ],
  [
    'two entries on one line',
    `
shared t(x) {
  dense(4) flatten
           ^^^^^^^ MTL1008: \`flatten\` follows on the same line. Begin a new line or write \`;\` before it.
}`,
    'shared t',
  ],
  [
    'a misspelt keyword is read as what was meant',
    `
tsak t(x) {
^^^^ MTL1002: \`tsak\` begins no declaration. Write \`task\`.
  predict: d.y as binary
}`,
    'task t',
  ],
  [
    'lines that belong to nothing are reported once',
    `
let a = 1
batch: 3
^^^^^ MTL1001: A declaration was expected here, not \`batch\`. Begin with one of experiment, let, data, input, shared, network, task, cotrain, train, sweep.
epochs: 4
let b = 2`,
    'let a, let b',
  ],
  [
    'a brace too many',
    `
train { }
}
^ MTL1012: This \`}\` closes nothing. Remove it, or add the \`{\` that it should close.
let a = 1`,
    'train, let a',
  ],
  [
    'a string that is never closed does not swallow what follows',
    `
data d {
  source: "a.csv
          ^^^^^^ MTL1009: This string is never closed. Add \`"\` at its end.
  query: "select 1"
}
let a = "b"`,
    'data d, let a',
  ],
  [
    'a comment that is never closed',
    `
let a = 1 /* b
          ^^ MTL1010: This comment is never closed. Add \`*/\` at its end.
let b = 2`,
    'let a',
  ],
  [
    'heads that are not whole',
    `
data {
   ^ MTL1005: A name is missing. Write a name of letters, digits and \`_\` that begins with a letter.
}
shared t {
       ^ MTL1004: \`(\` is missing. Add \`(\` after \`t\`.
}
task u(
      ^ MTL1004: \`)\` is missing. Add \`)\` after \`(\`.
let = 3
  ^ MTL1005: A name is missing. Write a name of letters, digits and \`_\` that begins with a letter.
cotrain a <-> {
            ^ MTL1005: A name is missing. Write a name of letters, digits and \`_\` that begins with a letter.
}`,
    'data , shared t, task u, let , cotrain',
  ],
  [
    'text behind a declaration',
    `
train { } batch
          ^^^^^ MTL1015: \`batch\` is more than the declaration can take. Remove it, or begin a new line.
let a = 1 2
          ^ MTL1015: \`2\` is more than the declaration can take. Remove it, or begin a new line.
experiment title
           ^^^^^ MTL1014: The title of an experiment is a string. Write it in double quotes: \`experiment "My title"\`.`,
    'train, let a, experiment',
  ],
  [
    'a sign where an entry should begin',
    `
train {
  ~batch: 3
  ^ MTL1007: \`~\` cannot begin an entry of a block. Write \`name: value\`, or a layer such as \`dense(64, relu)\`.
  epochs: 3
}`,
    'train',
  ],
] as const)('%s', ([, marked, declarations]) => {
  const source = unmark(marked);
  expect(markProblems(source, parse(source).problems)).toBe(marked);
  expect(namesOf(source)).toBe(declarations);
});

test('brackets nested beyond all sense are said once and skipped', () => {
  const tree = parse(`let a = ${'['.repeat(5000)}\nlet b = 1\nshared t(x) ${'{ a '.repeat(5000)}\nlet c = 2`);
  expect(tree.problems.map(({ code }) => code)).toContain('MTL1013');
  expect(tree.file.declarations.map(({ kind }) => kind)).toEqual(['let', 'let', 'shared', 'let']);
});

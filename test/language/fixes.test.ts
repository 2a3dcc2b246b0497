/** What the fixes of a problem make of a text: each one makes its problem go away. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/language/analyse';
import { applyFix } from './support/apply-fix';
import { usualSchemas } from './support/schemas';

const analysed = (text: string) => analyse({ uri: '', directory: '/data', text }, usualSchemas);

const before = 'data d { source: "t.csv" }\ninput x = d[p0..p63] as image(8, 8)\ninput y = d.y\n';
const task = 'task t(y) { predict: d.label as classes(10) }\n';

test.for([
  [
    'MTL1002',
    'tsak t(y) { predict: d.label as classes(10) }',
    'task t(y) { predict: d.label as classes(10) }',
  ],
  ['MTL1003', `${task}train {\n  batch: 3 // rows`, `${task}train {\n  batch: 3 // rows\n}`],
  ['MTL1003', `${task}train { batch: 3`, `${task}train { batch: 3 }`],
  [
    'MTL1003',
    `${task}train {\n  batch: 3 /* rows\n  at once */ // few\n\nlet a = 1`,
    `${task}train {\n  batch: 3 /* rows\n  at once */ // few\n}\n\nlet a = 1`,
  ],
  ['MTL1003', `${task}train {\n  batch: 3/* rows\n}`, `${task}train {\n  batch: 3\n}/* rows\n}`],
  ['MTL1004', 'task t { predict: d.label as classes(10) }', 'task t() { predict: d.label as classes(10) }'],
  ['MTL1004', `shared s(y) { dense(4 }\n${task}`, `shared s(y) { dense(4) }\n${task}`],
  ['MTL1008', `shared s(y) { dense(4) dense(3) }\n${task}`, `shared s(y) { dense(4); dense(3) }\n${task}`],
  ['MTL1009', `${task}experiment "a`, `${task}experiment "a"`],
  ['MTL1010', `${task}/* a`, `${task}/* a */`],
  ['MTL1011', `${task}train { batch = 3 }`, `${task}train { batch: 3 }`],
  ['MTL1011', `${task}train { batch 3 }`, `${task}train { batch: 3 }`],
  ['MTL1012', `${task}}`, task],
  ['MTL2002', `shared s(yy) { dense(4) }\n${task}`, `shared s(y) { dense(4) }\n${task}`],
  ['MTL2004', `${task}train { weighting: equl }`, `${task}train { weighting: equal }`],
  ['MTL2006', `${task}train { seed: 1; seed: 2 }`, `${task}train { seed: 1 }`],
  [
    'MTL3001',
    `shared s(y) { dense(4, activaton: relu) }\n${task}`,
    `shared s(y) { dense(4, activation: relu) }\n${task}`,
  ],
  ['MTL3007', 'task t(y) { }', 'task t(y) { predict: d.label as classes(10) }'],
  ['MTL3007', 'task t(y) { dense(4) }', 'task t(y) { predict: d.label as classes(10); dense(4) }'],
  ['MTL3007', 'task t(y) {\n}', 'task t(y) {\n  predict: d.label as classes(10)\n}'],
  [
    'MTL3011',
    'task t(y) { predict: d.label as classes(10); loss: mse }',
    'task t(y) { predict: d.label as classes(10); loss: crossEntropy }',
  ],
  ['MTL4001', `shared s(x) {\n  dense(4)\n}\n${task}`, `shared s(x) {\n  flatten\n  dense(4)\n}\n${task}`],
  ['MTL4001', `shared s(x) { dense(4) }\n${task}`, `shared s(x) { flatten; dense(4) }\n${task}`],
  [
    'MTL4004',
    `input z = d.x\nshared s(y, z) { dense(4) }\n${task}`,
    `input z = d.x\nshared s(y, z) { concat; dense(4) }\n${task}`,
  ],
  [
    'MTL4004',
    `input z = d.x\nshared s(y, z) { }\n${task}`,
    `input z = d.x\nshared s(y, z) { concat }\n${task}`,
  ],
  [
    'MTL4004',
    `input z = d.x\nshared s(y, z) {\n}\n${task}`,
    `input z = d.x\nshared s(y, z) {\n  concat\n}\n${task}`,
  ],
  [
    'MTL4005',
    'task t(x) { predict: d.label as classes(10) }',
    'task t(x) { flatten; predict: d.label as classes(10) }',
  ],
  [
    'MTL4005',
    'task t(x) { conv(3); predict: d.label as classes(10) }',
    'task t(x) { conv(3); flatten; predict: d.label as classes(10) }',
  ],
  [
    'MTL5001',
    'task t(y) { predict: d.lable as classes(10) }',
    'task t(y) { predict: d.label as classes(10) }',
  ],
  ['MTL5001', `input z = d["sepal lenght"]\n${task}`, `input z = d["sepal length"]\n${task}`],
  ['MTL5001', `input z = d[sepal_length]\n${task}`, `input z = d["sepal length"]\n${task}`],
  ['MTL5002', `input z = d[f0..f12]\n${task}`, `input z = d[f0..f9]\n${task}`],
  [
    'MTL5005',
    'task t(y) { predict: d.label as classes(4) }',
    'task t(y) { predict: d.label as classes(10) }',
  ],
] as const)('%s: %s', ([code, source, expected]) => {
  const text = before + source;
  const problem = analysed(text).problems.find((candidate) => candidate.code === code);
  const fixed = applyFix(text, problem!.fixes![0]!);
  expect(fixed).toBe(before + expected);
  expect(analysed(fixed).problems.filter(({ message }) => message === problem!.message)).toEqual([]);
  expect(analysed(fixed).problems.map((left) => left.code)).not.toContain(code);
});

test.for([
  ['inputs of one shape', 'shared s(y, z) { dense(4) }', ['concat', 'add']],
  ['inputs of several sizes', 'shared s(y, w) { dense(4) }', ['concat']],
  ['a block without layers', 'shared s(y, w) { }', ['concat']],
  ['a task without layers', 'task u(y, w) { predict: d.label as classes(10) }', ['concat']],
  ['an image and a number, which nothing joins', 'shared s(x, y) { dense(4) }', []],
  ['inputs that are not known', 'shared s(y, v) { dense(4) }\ninput v = d.nothing', ['concat', 'add']],
] as const)('%s are joined by the layers that can', ([, source, joins]) => {
  const inputs = 'input z = d.x\ninput w = d[f0..f2]\n';
  const text = `${before}${inputs}${source}\n${task}`;
  const { fixes = [] } = analysed(text).problems.find(({ code }) => code === 'MTL4004')!;
  expect(fixes.map(({ edits }) => /\w+/.exec(edits[0]!.newText)?.[0])).toEqual(joins);
  for (const fix of fixes)
    expect(analysed(applyFix(text, fix)).problems.map(({ code }) => code)).not.toContain('MTL4001');
});

test('of a head without its parenthesis nothing is said but that', () => {
  const { problems } = analysed(`${before}task t) { predict: d.label as classes(10) }`);
  expect(problems.map(({ code }) => code)).toEqual(['MTL1004']);
});

test('a property among layers stays there while their braces are open', () => {
  const { problems } = analysed(
    `${before}shared s(y) {\n  residual {\n    dense(1)\n    sharing: hard\n${task}`,
  );
  const misplaced = problems.filter(({ code }) => code === 'MTL3029');
  expect(misplaced.map(({ fixes = [] }) => fixes)).toEqual([[]]);
});

test('what is missing behind a character beyond the first plane marks all of it', () => {
  const { problems } = analysed(`${before}${task}let 𠮷`);
  const { range } = problems.find(({ code }) => code === 'MTL1004')!;
  expect([range!.start.character, range!.end.character]).toEqual([4, 6]);
});

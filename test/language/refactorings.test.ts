/** Refactorings: the text after each, and that it means what the text before meant. */
import { describe, expect, test } from 'vitest';
import { usualSchemas } from './support/schemas';
import { analyseText, meaningOf } from './support/meaning-of';
import { head, offered } from './support/offered';
import { cases } from './support/refactoring-cases';

describe.each(cases)('$what', ({ before, title, after }) => {
  const one = offered(before).find((candidate) => candidate.title === title);

  test('gives the text', () => expect(one?.after).toBe(after));
  test('keeps the meaning', () => {
    expect(meaningOf(one!.after, usualSchemas)).toEqual(meaningOf(one!.text, usualSchemas));
  });
});

test('line breaks stay those of the text', () => {
  const { before, title } = cases[0]!;
  const one = offered(before.replaceAll('\n', '\r\n')).find((candidate) => candidate.title === title);
  expect(one!.after).toBe(cases[0]!.after.replaceAll('\n', '\r\n'));
});

test('two networks that learn one task become a pair', () => {
  const [one] = offered(`data d { source: "t.csv" }
input a = d[x, y]
input b = d[w, h]
network left(a) { dense(4) }
network ri<|>ght(b) { dense(4) }
task t(left, right) { predict: d.label as classes(10) }

// Long enough.
train { epochs: 2 }
`);
  expect(one!.title).toBe('Let `left`, `right` teach each other `t`');
  expect(one!.after.slice(one!.after.indexOf('task')))
    .toBe(`task t(left, right) { predict: d.label as classes(10) }

cotrain left <-> right {
  task: t
}

// Long enough.
train { epochs: 2 }
`);
  const { plan, problems } = analyseText(one!.after, usualSchemas);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan!.cotrain).toMatchObject([{ networks: ['left', 'right'], task: 't' }]);
});

test.each([
  [0, 'features'],
  [1, 'trunkFeatures'],
  [2, 'features'],
  [5, 'units'],
  [6, 'units2'],
  [3, undefined],
])('case %i declares a name that was made up: %s', (index, name) => {
  const { before, title } = cases[index]!;
  expect(offered(before).find((candidate) => candidate.title === title)!.newName).toBe(name);
});

const paired = `network right(z) { dense(4); dense(2) }
task t(left, right) { predict: d.label as classes(10) }
cotrain left <-> right { task: t; share: parameters(first: 1) }
`;

const refused: readonly (readonly [what: string, marked: string, refusal: string])[] = [
  [
    'layers that a task has for each network',
    `data d { source: "t.csv" }
input a = d[x, y]
network left(a) { dense(4) }
network right(a) { dense(4) }
task t(left, right) { <|dense(3)|>; predict: d.label as classes(10) }
`,
    '`t` has these layers once for each network.',
  ],
  [
    'layers in the middle of a block',
    `${head}shared t(x) { flatten; <|dense(3)|>; dense(4) }\n`,
    'Only the first or the last layers of a block can be extracted.',
  ],
  [
    'layers behind others of a task',
    `${head}task t(x) { flatten; <|dense(3)|>; predict: d.label as classes(10) }\n`,
    'Only the first layers can be extracted: the others read what comes out of them.',
  ],
  [
    'a block with properties',
    `${head}shared t(x) { <|flatten|>; dense(3); sharing: hard }\n`,
    'The properties of `t` speak of all its layers.',
  ],
  [
    'a block that two tasks read',
    `${head}shared b<|>oth(x) { flatten }
task t(both) { predict: d.label as classes(10) }
task u(both) { predict: d.ill as binary }
`,
    '`both` has 2 users: each would then have parameters of its own.',
  ],
  [
    'a task that another declaration speaks of',
    `${head}task pl<|>ace(x) { flatten; predict: d[x, y] as numbers }
train { stop: plateau(place.mse, patience: 2) }
`,
    '`train` names `place`, which would be gone.',
  ],
  [
    'a task with layers for each network',
    `data d { source: "t.csv" }
input a = d[w, h]
network left(a) { dense(4) }
network right(a) { dense(4) }
task pl<|>ace(left, right) { dense(3); predict: d[x, y] as numbers }
`,
    '`place` has these layers once for each network.',
  ],
  [
    'a block that is read beside others',
    `${head}shared fl<|>at(x) { flatten }
shared other(x) { flatten }
task t(flat, other) { concat; predict: d.label as classes(10) }
`,
    '`t` reads more than `flat`.',
  ],
  [
    'a block that joins networks, for a task',
    `data d { source: "t.csv" }
input a = d[x, y]
network left(a) { dense(4) }
network right(a) { dense(4) }
shared bo<|>th(left, right) { concat }
task t(both) { predict: d.label as classes(10) }
`,
    '`t` would have a head on each network.',
  ],
  [
    'the first layers of a network, which others have too',
    `data d { source: "t.csv" }
input x = d.x
input z = d.y
network left(x) { <|dense(4)|>; dense(2) }
${paired}`,
    '`left` shares its first layers with other networks.',
  ],
  [
    'a block for a network whose first layers are counted',
    `data d { source: "t.csv" }
input x = d.x
input z = d.y
shared wi<|>de(x) { dense(1) }
network left(wide) { dense(4); dense(2) }
${paired}`,
    '`left` shares its first layers with other networks.',
  ],
];

test.each(refused)('%s: refused with the reason', (_what, marked, refusal) => {
  expect(offered(marked).map((one) => one.refusal)).toContain(refusal);
});

test('a number that begins its line stays one: a name would begin the next entry', () => {
  expect(offered(`${head}train {\n  batch:\n    <|>8\n}\n`)).toEqual([]);
  expect(offered(`${head}shared t(x) { dense(\n  <|>8\n) }\n`)).not.toEqual([]);
});

/** Several data sets in one experiment: the plan, and what fixes make of it. */
import { expect, test } from 'vitest';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import type { Plan } from '../../contract/plan';
import { render } from '../../contract/text';
import { analyse } from '../../server/src/language/analyse';
import { singleTaskPlan } from '../../server/src/language/lower/single-task-plan';
import { applyFix } from './support/apply-fix';
import { both, head, schemas } from './support/two-tables';

const analysed = (text: string) => analyse({ uri: 'file:///a.mtl', directory: '/data', text }, schemas);

function planOf(text: string): Plan {
  const { plan, problems } = analysed(head + text);
  expect(problems.map(({ code }) => code)).toEqual([]);
  return plan!;
}

test('inputs and tasks of two data sets become a plan', () => {
  const plan = planOf(`${both}task topic(trunk) { predict: [photos.topic, scans.topic] as classes }
train { sampling: temperature(3); batch: 4 }`);
  expect(plan.data.map(({ name }) => name)).toEqual(['photos', 'scans']);
  expect(plan.inputs[0]!.from).toEqual([
    { data: 'photos', columns: ['a', 'b'] },
    { data: 'scans', columns: ['a', 'q'] },
  ]);
  const [digit, grade, topic] = plan.tasks;
  expect([digit!.predict, digit!.alsoFrom]).toEqual([{ data: 'photos', columns: ['digit'] }, undefined]);
  expect([grade!.predict, grade!.alsoFrom]).toEqual([{ data: 'scans', columns: ['grade'] }, undefined]);
  expect(topic!.predict).toEqual({ data: 'photos', columns: ['topic'] });
  expect(topic!.alsoFrom).toEqual([{ data: 'scans', columns: ['topic'] }]);
  // sea, sky; sky, town, wood
  expect(topic!.target.args['count']).toBe(4);
  expect(plan.train.sampling).toMatchObject({ name: 'temperature', args: { t: 3 } });
});

test('categories of two data sets are counted together', () => {
  const plan = planOf(`input x = [photos.topic, scans.topic] as category
shared trunk(x) { embedding(4); flatten }
task digit(trunk) { predict: photos.digit as classes }
task grade(trunk) { predict: scans.grade as number }
train { batch: 4 }`);
  expect(plan.inputs[0]!.type.args).toMatchObject({ values: 4 });
});

test('a constant may stand for an entry', () => {
  const plan = planOf(
    both.replace('input x = [photos[a, b], ', 'let own = photos[a, b]\ninput x = [own, ') +
      'train { batch: 4 }',
  );
  expect(plan.inputs[0]!.from.map(({ data }) => data)).toEqual(['photos', 'scans']);
});

test('a network may learn from the labels of one data set', () => {
  const plan = planOf(`input x = [photos[a], scans[a]]
input z = [photos[b], scans[q]]
network left(x) { data: photos; dense(4) }
network right(z) { data: scans; dense(4) }
task topic(left, right) { predict: [photos.topic, scans.topic] as classes }
cotrain left <-> right { task: topic }
train { batch: 4 }`);
  expect(plan.blocks.map(({ data }) => data)).toEqual(['photos', 'scans']);
});

test('a task alone of one participant learns as long as it does with others', () => {
  const plan = planOf(`${both}task topic(trunk) { predict: [photos.topic, scans.topic] as classes }
train { federated: average(rounds: 6); privacy: gaussian(delta: 0.01); batch: 4; epochs: 2 }`);
  const [alone, together] = [singleTaskPlan(plan, 'grade').train, singleTaskPlan(plan, 'topic').train];
  expect([alone.federated, alone.privacy, alone.epochs]).toEqual([undefined, undefined, 12]);
  expect([together.federated, together.privacy, together.epochs]).toEqual([
    plan.train.federated,
    plan.train.privacy,
    2,
  ]);
});

test('a task alone is trained from the data sets that it is predicted from', () => {
  const plan = planOf(`${both}network left(x) { data: photos; dense(4) }
task topic(left) { predict: [photos.topic, scans.topic] as classes }
task kind(left) { predict: scans.word as classes }
train { sampling: uniform; batch: 4 }`);
  const told = (name: string) => {
    const { data, inputs, blocks, train } = singleTaskPlan(plan, name);
    return {
      data: data.map((one) => one.name),
      from: inputs[0]!.from.map((one) => one.data),
      blocks: blocks.map((block) => block.data ?? ''),
      sampling: train.sampling?.name,
    };
  };
  expect(told('grade')).toEqual({ data: ['scans'], from: ['scans'], blocks: [''], sampling: undefined });
  expect(told('topic')).toEqual({
    data: ['photos', 'scans'],
    from: ['photos', 'scans'],
    blocks: ['photos'],
    sampling: 'uniform',
  });
  expect(told('kind')).toMatchObject({ data: ['scans'], blocks: [''] });
});

const reading = (list: string): string => `${head}input x = ${list}
task digit(x) { predict: photos.digit as classes }
task grade(x) { predict: scans.grade as number }
train { batch: 4 }`;

/** A file with one fault, the fix by its title, and what is left of the file's line. */
test.for([
  [
    '[photos[a, b], photos.c, scans[a, b, q]]',
    'MTL3060',
    'Change to `photos[a, b, c]`',
    '[photos[a, b, c], scans[a, b, q]]',
  ],
  ['[photos[a, b], scans[a, b, q]]', 'MTL3061', 'Change to `scans[a, b]`', '[photos[a, b], scans[a, b]]'],
  ['photos[a, b]', 'MTL3062', 'Insert `scans[a, b]`', '[photos[a, b], scans[a, b]]'],
  ['[photos[a, b]]', 'MTL3062', 'Insert `scans[a, b]`', '[photos[a, b], scans[a, b]]'],
  ['photos.a', 'MTL3062', 'Insert `scans.a`', '[photos.a, scans.a]'],
  [
    '[photos[a, word], scans[a, b]]',
    'MTL5004',
    'Remove `word` and what is read as the same',
    '[photos[a], scans[a]]',
  ],
] as const)('%s: %s, %s', ([columns, code, title, becomes]) => {
  const [problem, ...more] = analysed(reading(columns)).problems;
  expect([problem!.code, more]).toEqual([code, []]);
  const fix = problem!.fixes!.find((one) => render(one.title) === title)!;
  const fixed = applyFix(reading(columns), fix);
  expect(fixed).toBe(reading(becomes));
  expect(analysed(fixed).problems).toEqual([]);
});

test('columns that the other data set does not have are not offered', () => {
  const { problems } = analysed(reading('photos[a, c]'));
  expect(problems.map(({ code, fixes }) => [code, fixes])).toEqual([['MTL3062', undefined]]);
});

test('the picture says from which data set a network learns', () => {
  const plan = planOf(`input x = [photos[a, b], scans[a, q]]
network left(x) { data: photos; dense(4) }
network right(x) { dense(4) }
task topic(left, right) { predict: [photos.topic, scans.topic] as classes }
train { batch: 4 }`);
  const { nodes } = describeArchitecture(plan);
  expect(nodes.map(({ id, label }) => [id, label])).toEqual([
    ['x', 'numbers'],
    ['left', 'data: photos'],
    ['right', ''],
    ['topic', 'classes(4)'],
  ]);
});

/** The project's own examples do what their comments say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { endOf, eventsOf, mtl, type Answer } from './mtl';

const folder = join(import.meta.dirname, '../../examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.mtl'));

const train = (example: string, ...more: readonly string[]): Promise<Answer> =>
  mtl(['train', resolve(folder, example), '--json', '--out', join(temporaryFolder(), 'run'), ...more]);

const testResults = (answer: Answer) => endOf(answer).results.test!;

test('none has a problem', async () => {
  const answer = await mtl(['check', ...examples], folder);
  expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining(`${examples.length} files`) });
});

test('first-experiment.mtl tells species and sex', async () => {
  const answer = await train('first-experiment.mtl');
  const { species, sex } = testResults(answer);
  expect(species!['accuracy']).toBeGreaterThan(0.95);
  expect(sex!['accuracy']).toBeGreaterThan(0.8);
  // Nine of the 342 birds are of unknown sex, and train the species all the same.
  const start = eventsOf(answer).find((event) => event.kind === 'start')!;
  const rowsOf = (task: number): number =>
    Object.values(start.tasks[task]!.labelled).reduce((sum, rows) => sum + rows, 0);
  expect([rowsOf(0), rowsOf(1)]).toEqual([342, 333]);
});

test('linear.mtl explains most of the variance through one number, and hardly more through two', async () => {
  const [one, two] = [await train('linear.mtl'), await train('linear.mtl', '--set', 'rank=2')];
  for (const task of ['flipper', 'mass']) {
    expect(testResults(one)[task]!['r2']).toBeGreaterThan(0.5);
    expect(testResults(two)[task]!['r2']! - testResults(one)[task]!['r2']!).toBeLessThan(0.05);
  }
});

test('co-training.mtl: both networks learn from rows that nobody labelled', async () => {
  const rounds = eventsOf(await train('co-training.mtl')).filter((event) => event.kind === 'round');
  const accuracy = (index: number, network: string): number =>
    rounds.at(index)!.networks[network]!.test!['digit']!['accuracy']!;
  for (const network of ['byUpper', 'byLower']) {
    expect(accuracy(-1, network) - accuracy(0, network), network).toBeGreaterThan(0.04);
  }
  expect(accuracy(-1, 'all')).toBeGreaterThan(accuracy(0, 'all'));
  expect(rounds.at(-1)!.precision).toBeGreaterThan(0.85);
});

const accuracyOf = (answer: Answer) => testResults(answer)['digit']!['accuracy']!;

test('wrong-labels.mtl: networks that choose rows for each other learn less of what is wrong', async () => {
  const file = join(folder, 'wrong-labels.mtl');
  const [pair] = /^cotrain[^]*?^}/m.exec(readFileSync(file, 'utf8'))!;
  const plain = temporaryFolder({
    'plain.mtl': readFileSync(file, 'utf8')
      .replace(pair, '')
      .replace('data/digits.csv', join(folder, 'data/digits.csv')),
  });
  const taught = accuracyOf(await train('wrong-labels.mtl'));
  const alone = accuracyOf(await train(join(plain, 'plain.mtl')));
  expect(taught).toBeGreaterThan(0.86);
  expect(taught).toBeGreaterThan(alone + 0.07);
});

test('requests.mtl tells what is wanted and which word says what, though half of the requests are not tagged', async () => {
  const answer = await train('requests.mtl');
  const { intent, slots } = testResults(answer);
  expect(intent!['accuracy']).toBeGreaterThan(0.97);
  // Words alone, without a look at those around them, reach an f1 of 0.79.
  expect(slots!['f1']).toBeGreaterThan(0.94);
  const start = eventsOf(answer).find((event) => event.kind === 'start')!;
  const [all, tagged] = start.tasks.map(({ labelled }) => labelled.train);
  expect(tagged! / all!).toBeCloseTo(0.5, 1);
  expect(start.tasks[1]!.classes).toEqual(['-', 'count', 'day', 'from', 'time', 'to']);
});

test('two-sources.mtl: one model learns from two files, each task from the rows that have its label', async () => {
  const answer = await train('two-sources.mtl');
  const { cooking, rain, air } = testResults(answer);
  expect(cooking!['accuracy']).toBeGreaterThan(0.8);
  expect(rain!['r2']).toBeGreaterThan(0.75);
  expect(air!['accuracy']).toBeGreaterThan(0.9);
  const start = eventsOf(answer).find((event) => event.kind === 'start')!;
  const rowsOf = (task: number): number =>
    Object.values(start.tasks[task]!.labelled).reduce((sum, rows) => sum + rows, 0);
  // All of the kitchen, all of the station, and both without the station's rows of unknown air.
  expect([rowsOf(0), rowsOf(1), rowsOf(2)]).toEqual([400, 120, 474]);
});

test('many-homes.mtl: one model for 600 homes, of which it tells little', async () => {
  const answer = await train('many-homes.mtl');
  const { use, heats } = testResults(answer);
  expect(use!['r2']).toBeGreaterThan(0.8);
  expect(heats!['accuracy']).toBeGreaterThan(0.9);
  const rounds = eventsOf(answer).filter((event) => event.kind === 'federated');
  expect(rounds).toHaveLength(60);
  expect(rounds.at(-1)!.privacy!.epsilon).toBeCloseTo(5.39, 2);
});

/** What federated training says of rows and participants that do not do, and how it starts from another run. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan, trainText } from '../train';
import { experiment, hospitals, learnedOf } from './hospitals';

const train = 'optimizer: sgd(rate: 0.1); batch: 8; epochs: 1; device: cpu; federated: average(rounds: 2)';
const codesOf = (events: readonly { readonly kind: string }[]): readonly unknown[] =>
  events.flatMap((event) => ('problem' in event ? [(event.problem as { readonly code: string }).code] : []));

it('asks for memory', async () => {
  const plan = await planOf(experiment({ train }), temporaryFolder({ 'd.csv': hospitals() }));
  const { value, problems } = await loadRows(plan, { memory: 1000 });
  expect(value).toBeUndefined();
  expect(problems.map(({ code }) => code)).toEqual(['MTL7125']);
});

it('tells of rows without a participant, and learns nothing from them', async () => {
  const lines = hospitals().split('\n');
  const own = [...lines, ',5,5,50,', ',6,6,60,'].join('\n');
  const written = experiment({
    train: train.replace('sgd(rate: 0.1)', 'sgd(rate: 0)').replace('rate: 0)', 'rate: 1e-12)'),
  });
  const { start, events, end } = await trainText(written, { 'd.csv': own });
  expect(codesOf(events)).toEqual(['MTL7126']);
  expect([start.participants, start.rows.train]).toEqual([5, 98]);
  expect(end.status).toBe('completed');
});

it('leaves out participants without a labelled training row, and needs two with one', async () => {
  const lines = hospitals().split('\n');
  const some = await trainText(experiment({ train }), {
    'd.csv': lines.map((line) => blank(line, 'west', 'east')).join('\n'),
  });
  expect(codesOf(some.events)).toEqual(['MTL7127']);
  expect(some.of('federated')[0]).toMatchObject({ participants: 3, chosen: 3 });
  const one = lines.map((line) => blank(line, 'west', 'east', 'north', 'south')).join('\n');
  const none = await trainText(experiment({ train }), { 'd.csv': one });
  expect(none.end).toMatchObject({ status: 'failed', problem: { code: 'MTL7128' } });
});

it('starts from another run, and leaves alone what is frozen', async () => {
  const files = { 'd.csv': hospitals() };
  const first = await trainText(
    experiment({ train: train.replace('; federated: average(rounds: 2)', '') }),
    files,
  );
  const plan = await planOf(experiment({ train }), temporaryFolder(files));
  const blocks = plan.blocks.map((block) => ({ ...block, from: first.folder, freeze: 'all' as const }));
  const second = await trainPlan({ ...plan, blocks, directory: join(plan.directory) });
  expect(second.end.status).toBe('completed');
  const [before, after] = [learnedOf(first), learnedOf(second)];
  for (const name of Object.keys(before).filter((one) => one.startsWith('trunk/')))
    expect(after[name]).toEqual(before[name]);
  expect(after['y/output/weight']).not.toEqual(before['y/output/weight']);
});

/** The same line without its labels, if it is of one of these. */
const blank = (line: string, ...names: readonly string[]): string =>
  names.some((name) => line.startsWith(name)) ? line.replace(/,[^,]*,[^,]*$/, ',,') : line;

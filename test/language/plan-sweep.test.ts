/** From `sweep` to the plans of its runs: the order, the seeds, tasks alone, and what is reported instead. */
import { expect, test } from 'vitest';
import type { Settings } from '../../contract/sweep';
import { render } from '../../contract/text';
import { analyse } from '../../server/src/language/analyse';
import { planSweep } from '../../server/src/language/plan-sweep';
import { usualSchemas } from './support/schemas';

const text = (
  sweep: string,
  train = 'epochs: 3; weighting: uncertainty; stop: plateau(size.mse, patience: 2)',
) => `
let width = 8
data d { source: "t.csv" }
input x = d[p0..p3]
input z = d[f0..f3]
shared trunk(x) { dense(width, relu) }
network left(x) { dense(4) }
network right(z) { dense(4) }
task size(trunk) { predict: d.y as number; weight: 0.5 }
task kind(left, right) { predict: d.label as classes }
cotrain left <-> right { task: kind }
train { ${train} }
${sweep}
`;

const planned = (source: string) =>
  planSweep(async (settings: Settings) =>
    analyse({ uri: 'file:///a.mtl', directory: '/data', text: source, settings }, usualSchemas),
  );

const told = async (source: string) => {
  const { value, problems } = await planned(source);
  return value
    ? value.runs.map(({ settings, alone, baselines }) => [settings, alone, baselines])
    : problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, message, remedy }) => [code, render(message), render(remedy)]);
};

test('without factors and seeds there is the file as it is', async () => {
  expect(await told(text('sweep { baseline: singleTask }'))).toEqual([
    [{}, 'size', {}],
    [{}, 'kind', {}],
    [{}, null, { size: 0, kind: 1 }],
  ]);
});

test('all combinations of one seed come before those of the next', async () => {
  expect(await told(text('sweep { width: [4, 8]; weighting: [equal, rlw]; seed: [3, 5] }'))).toEqual(
    ['3', '5'].flatMap((seed) =>
      ['4', '8'].flatMap((width) =>
        ['equal', 'rlw'].map((weighting) => [{ width, weighting, seed }, null, {}]),
      ),
    ),
  );
});

test('a task alone that is the same for several combinations is trained once', async () => {
  const { value } = await planned(
    text('sweep { weighting: [equal, rlw]; width: [4, 8]; baseline: singleTask }'),
  );
  const alone = value!.runs.filter((run) => run.alone !== null);
  // A weighting changes neither, and the width not the one that stands on networks.
  expect(alone.map((run) => [run.alone, run.settings])).toEqual([
    ['size', { weighting: 'equal', width: '4' }],
    ['kind', { weighting: 'equal', width: '4' }],
    ['size', { weighting: 'equal', width: '8' }],
  ]);
  const places = value!.runs.filter((run) => run.alone === null).map(({ baselines }) => baselines);
  expect(places).toEqual([
    { size: 0, kind: 1 },
    { size: 3, kind: 1 },
    { size: 0, kind: 1 },
    { size: 3, kind: 1 },
  ]);
});

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test('a task alone shares with nobody, however it shares with others', async () => {
  const ways = text('sweep { way: [hard, mmoe(experts: 3)]; baseline: singleTask }')
    .replace('let width = 8', 'let width = 8\nlet way = hard')
    .replace('shared trunk(x) {', 'shared trunk(x) { sharing: way;')
    .replace(
      'task kind(left, right) {',
      'task low(trunk) { predict: d.x as number }\ntask kind(left, right) {',
    );
  const { value } = await planned(ways);
  const sharings = value!.runs.map(({ alone, plan }) => [alone, plan.blocks[0]!.sharing.name]);
  expect(sharings).toEqual([
    ['size', 'hard'],
    ['low', 'hard'],
    ['kind', 'hard'],
    [null, 'hard'],
    [null, 'mmoe'],
  ]);
});

test('a task alone keeps what it stands on, and is weighed against nothing', async () => {
  const { value } = await planned(text('sweep { baseline: singleTask }'));
  const [size, kind] = value!.runs.map(({ plan }) => plan);
  expect([names(size!.inputs), names(size!.blocks), names(size!.tasks), size!.cotrain]).toEqual([
    ['x'],
    ['trunk'],
    ['size'],
    [],
  ]);
  expect(size!.tasks[0]!.weight).toBe(1);
  expect(size!.train).toMatchObject({
    epochs: 3,
    weighting: { name: 'equal' },
    stop: { watch: { task: 'size', metric: 'mse' } },
  });
  expect([names(kind!.inputs), names(kind!.blocks), kind!.cotrain]).toEqual([
    ['x', 'z'],
    ['left', 'right'],
    [],
  ]);
  expect(kind!.train.stop).toEqual({
    name: 'plateau',
    watch: { task: 'kind', metric: 'accuracy' },
    patience: 2,
  });
});

test('settings reach constants and properties of train', async () => {
  const { value } = await planned(
    text('sweep { width: [4, 16]; optimizer: [sgd(rate: 0.5), adam]; epochs: 2..3; seed: 7..8 }'),
  );
  const last = value!.runs.at(-1)!;
  expect(last.settings).toEqual({ width: '16', optimizer: 'adam', epochs: '3', seed: '8' });
  expect(last.plan.blocks[0]!.layers[0]!.args['units']).toBe(16);
  expect(last.plan.train).toMatchObject({ optimizer: { name: 'adam' }, epochs: 3, seed: 8 });
  expect(value!.runs[0]!.plan.train.optimizer).toMatchObject({ name: 'sgd', args: { rate: 0.5 } });
});

test('what cannot be trained is told before anything is', async () => {
  expect(await told(text(''))).toEqual([
    [
      'MTL3057',
      'This file has no `sweep`, which says what is varied.',
      'Add one, such as `sweep { seed: 1..5 }`, or train the file once.',
    ],
  ]);
  const faults = await told(text('sweep { width: [4, 0]; seed: 1..2 }'));
  expect(faults).toEqual([
    ['MTL3056', 'With width: 0, seed: 1: 0 is too small.', 'Write a value of at least 1.'],
  ]);
  expect(await told(text('sweep { widht: [4, 0] }'))).toEqual([
    ['MTL3050', expect.any(String), 'Did you mean `width`?'],
  ]);
});

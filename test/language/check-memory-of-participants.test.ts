/** An analysis that remembers the text before it says of participants what one says that remembers nothing. */
import { expect, test } from 'vitest';
import { analyse, type Analysis } from '../../server/src/language/analyse';
import { CheckMemory } from '../../server/src/language/check/check-memory';
import { createEdits } from '../support/edits';
import { said } from './support/said';
import { numbered, schemasOf } from './support/schemas';

const table = schemasOf(
  {
    ...numbered('f', 6),
    h: [1, 2],
    label: [5, 6, 7, 8],
    site: ['north', 'south', 'east'],
    place: ['here'],
    ward: ['a', 'b', null],
  },
  90,
);

const apart = `data d { source: "a.csv"; client: site }
input x = d[f0..f5] as numbers
shared trunk(x) { dense(8, relu); layerNorm }
task kind(trunk) { predict: d.label as classes }
task size(trunk) { predict: d.h as number }
train {
  federated: average(rounds: 20, fraction: 50%)
  privacy: gaussian(noise: 2, delta: 1e-3)
  batch: 8
}
`;

/** Each changes who takes part, or what is protected. */
const changes: readonly (readonly [what: string, from: string, to: string])[] = [
  ['no client', '; client: site', ''],
  ['a column with one value', 'client: site', 'client: place'],
  ['a column with gaps', 'client: site', 'client: ward'],
  ['a column that is misspelt', 'client: site', 'client: sites'],
  ['no federation', 'federated: average(rounds: 20, fraction: 50%)\n', '\n'],
  ['no privacy', 'privacy: gaussian(noise: 2, delta: 1e-3)\n', '\n'],
  [
    'neither',
    'federated: average(rounds: 20, fraction: 50%)\n  privacy: gaussian(noise: 2, delta: 1e-3)\n',
    '\n',
  ],
  ['a layer that gathers', 'layerNorm', 'batchNorm'],
  ['a layer that gathers within another', 'layerNorm', 'residual { batchNorm }'],
  ['a large delta', 'delta: 1e-3', 'delta: 0.4'],
  ['a stop', 'batch: 8', 'batch: 8; stop: plateau(kind.accuracy)'],
  ['a fraction of nobody', 'fraction: 50%', 'fraction: 0%'],
  ['another federation', 'average(rounds: 20', 'prox(rounds: 20'],
];

const analyseWith = (text: string, memory: CheckMemory | null): Analysis =>
  analyse({ uri: 'file:///a.mtl', directory: '/data', text }, table, memory);

test('a whole experiment has nothing wrong', () => {
  const { problems, plan } = analyseWith(apart, null);
  expect(problems).toEqual([]);
  expect(plan!.data[0]!.client).toBe('site');
  expect(plan!.train).toMatchObject({
    federated: { name: 'average', args: { rounds: 20, fraction: 0.5, rate: 1, momentum: 0 } },
    privacy: { name: 'gaussian', args: { clip: 1, noise: 2, delta: 1e-3 } },
  });
});

test.each(changes)('%s', (_, from, to) => {
  expect(apart).toContain(from);
  const memory = new CheckMemory();
  const changed = apart.replace(from, to);
  for (const text of [apart, changed, `\n${changed}`, apart])
    expect(said(analyseWith(text, memory))).toEqual(said(analyseWith(text, null)));
});

test('whatever is edited', () => {
  const memory = new CheckMemory();
  const edits = createEdits(29);
  let text = apart;
  for (let edit = 0; edit < 300; edit += 1) {
    expect(said(analyseWith(text, memory))).toEqual(said(analyseWith(text, null)));
    text = edit % 3 === 0 ? apart : edits.edit(text);
  }
});

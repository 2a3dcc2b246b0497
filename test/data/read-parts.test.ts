/** What rows side by side tell: of real files, beside what the trainer's own split does. */
import { expect, test } from 'vitest';
import type { PartsAnswer, PartsRequest } from '../../contract/schema';
import { readParts } from '../../data/read-parts';
import { temporaryFolder } from '../support/temporary-folder';

const table = `kind,code,twin,near,flag,other,patient,fold
cat,1,1,1,true,true,7,train
cat,2,2,2,false,false,7,train
dog,3,3,3,true,true,8,train
elk,4,4,4,false,false,8,test
elk,5,5,5,true,true,,test
,6,6,7,true,true,9,validation
fox,,,8,,,9,validation
`;

async function ask(asked: Partial<PartsRequest>, csv = table): Promise<PartsAnswer> {
  const directory = temporaryFolder({ 'd.csv': csv });
  return readParts({
    directory,
    source: ['d.csv'],
    query: null,
    seed: 0,
    split: { by: 'column', column: 'fold' },
    classes: [],
    group: null,
    alike: [],
    ...asked,
  });
}

const nothing = { untrained: [], divided: null, same: [] };

test('classes that no training row has, with their rows', async () =>
  expect(await ask({ classes: ['kind', 'flag'] })).toEqual({
    state: 'known',
    facts: {
      ...nothing,
      untrained: [
        { column: 'kind', value: 'elk', rows: 2 },
        { column: 'kind', value: 'fox', rows: 1 },
      ],
    },
  }));

test('groups in several parts; rows without a group stand alone', async () =>
  expect(await ask({ group: 'patient' })).toEqual({
    state: 'known',
    facts: { ...nothing, divided: { groups: 1, example: '8' } },
  }));

test('columns that hold the same in every row, missing cells too', async () => {
  const alike = [
    ['code', 'twin'],
    ['code', 'near'],
    ['flag', 'other'],
  ] as const;
  const answer = await ask({ alike });
  expect(answer).toEqual({ state: 'known', facts: { ...nothing, same: [alike[0], alike[2]] } });
});

test('shares are drawn as the trainer draws them', async () => {
  const rows = Array.from({ length: 200 }, (_, row) => `${row < 2 ? 'rare' : 'usual'}`);
  const csv = `kind\n${rows.join('\n')}\n`;
  const split = { by: 'fractions', fractions: [0.5, 0.5, 0], stratify: null, group: null } as const;
  const untrained: number[] = [];
  for (let seed = 0; seed < 12; seed++) {
    const answer = await ask({ classes: ['kind'], split, seed }, csv);
    untrained.push(answer.state === 'known' ? answer.facts.untrained.length : Number.NaN);
  }
  // Both rare rows are outside of training in about a quarter of all draws.
  expect(untrained.filter((count) => count === 1).length).toBeGreaterThan(0);
  expect(untrained.filter((count) => count === 0).length).toBeGreaterThan(0);
  const stratified = { ...split, stratify: 'kind' };
  expect(await ask({ classes: ['kind'], split: stratified, seed: 1 }, csv)).toEqual({
    state: 'known',
    facts: nothing,
  });
});

test.each([
  ['a file that is not there', { source: ['none.csv'] }],
  ['a column that is not there', { classes: ['none'] }],
  ['a split that cannot be drawn', { split: { by: 'column', column: 'kind' } as const }],
])('%s is no answer, and no throw', async (_, asked) =>
  expect(await ask({ classes: ['kind'], ...asked })).toEqual({ state: 'failed' }),
);

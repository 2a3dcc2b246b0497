/** How rows fall into train, validation and test. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SplitPlan } from '../../contract/plan';
import { describeProblem } from '../../contract/problem';
import { apportion, drawParts, type Draw } from '../../data/draw-parts';
import { numberKeys } from '../../data/number-keys';
import { openTable } from '../../data/open-table';
import { createRandom, shuffledIndices } from '../../data/random';
import { collectRows, splitRows, type RowParts } from '../../data/split-rows';
import { temporaryFolder } from '../support/temporary-folder';

const fractions = { by: 'fractions', fractions: [0.7, 0.15, 0.15], stratify: null, group: null } as const;

type Key = string | number | null;

const keysOf = (cells: readonly Key[] | null): Draw['groups'] => {
  if (!cells) return null;
  const words = cells.map((cell) => (cell === null ? null : String(cell)));
  const numbering = numberKeys(cells.length);
  numbering.add({ kind: 'words', name: 'k', files: [], words }, 0);
  return numbering.keys();
};

async function split(csv: string | null, plan: SplitPlan, seed = 0): Promise<RowParts | string> {
  const directory = csv === null ? resolve('../shared/data') : temporaryFolder({ 'd.csv': csv });
  const source = [csv === null ? 'mfeat.csv' : 'd.csv'];
  const { value: table } = await openTable({ directory, source, query: null });
  const { value, problems } = await splitRows(table!, plan, seed);
  table!.close();
  return value
    ? collectRows(value)
    : problems.map((problem) => `${problem.code} ${describeProblem(problem)}`).join('\n');
}

/** Of the numerals, whose rows are ordered by label, 200 of each. */
const perClass = (rows: Int32Array) =>
  Array.from({ length: 10 }, (_, label) => rows.filter((row) => Math.floor(row / 200) === label).length);

const sizes = (parts: RowParts | string) =>
  typeof parts === 'string' ? parts : [parts.train.length, parts.validation.length, parts.test.length];

describe('by fractions', () => {
  test('every row is in one part, and parts are ascending', async () => {
    const parts = await split(`a\n${'1\n'.repeat(103)}`, fractions, 3);
    if (typeof parts === 'string') throw new Error(parts);
    expect(sizes(parts)).toEqual([72, 16, 15]);
    const all = [...parts.train, ...parts.validation, ...parts.test];
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 103 }, (_, row) => row));
    for (const rows of Object.values(parts)) expect([...rows]).toEqual([...rows].toSorted((a, b) => a - b));
  });

  test('the seed decides, and nothing else', async () => {
    const csv = `a\n${'1\n'.repeat(50)}`;
    const [first, again, other] = [
      await split(csv, fractions, 1),
      await split(csv, fractions, 1),
      await split(csv, fractions, 2),
    ];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('each class keeps its proportions: 140, 30 and 30 of 200 numerals', async () => {
    const parts = await split(null, { ...fractions, stratify: 'label' }, 7);
    if (typeof parts === 'string') throw new Error(parts);
    expect(perClass(parts.train)).toEqual(Array(10).fill(140));
    expect(perClass(parts.validation)).toEqual(Array(10).fill(30));
    expect(perClass(parts.test)).toEqual(Array(10).fill(30));
  });

  test('groups stay together', () => {
    const random = createRandom(5);
    const groups: Key[] = Array.from({ length: 400 }, () => Math.floor(random() * 40));
    const { parts } = drawParts({
      rows: 400,
      fractions: [0.6, 0.2, 0.2],
      strata: null,
      groups: keysOf(groups),
      seed: 9,
    });
    for (const group of new Set(groups)) {
      expect(new Set(parts!.filter((_, row) => groups[row] === group)).size).toBe(1);
    }
    const counts = [0, 1, 2].map((part) => parts!.filter((own) => own === part).length);
    expect(Math.abs(counts[0]! - 240)).toBeLessThan(12);
    expect(Math.abs(counts[1]! - 80)).toBeLessThan(12);
  });

  test('groups and classes together: each part has each class nearly in proportion', () => {
    const rows = 600;
    const groups = Array.from({ length: rows }, (_, row) => Math.floor(row / 6));
    const strata = groups.map((group) => group % 3);
    const keys = { strata: keysOf(strata), groups: keysOf(groups) };
    const { parts } = drawParts({ rows, fractions: [0.5, 0.25, 0.25], ...keys, seed: 1 });
    for (const [part, fraction] of [0.5, 0.25, 0.25].entries()) {
      for (const stratum of [0, 1, 2]) {
        const count = strata.filter((own, row) => own === stratum && parts![row] === part).length;
        expect(Math.abs(count - fraction * 200)).toBeLessThanOrEqual(6);
      }
    }
  });

  test('rows without a group stand alone; rows without a class are a class', () => {
    const groups = [null, null, null, 'a', 'a', 'a', null];
    const { parts, units } = drawParts({
      rows: 7,
      fractions: [0.5, 0.5, 0],
      strata: keysOf([null, 1, null, 1, null, 1, 1]),
      groups: keysOf(groups),
      seed: 1,
    });
    expect(units).toBe(5);
    expect(new Set([parts![3], parts![4], parts![5]]).size).toBe(1);
    expect(parts!.filter((part) => part === 2)).toHaveLength(0);
  });

  test('each row is as likely as any other to be tested', () => {
    const times = Array.from({ length: 20 }, () => 0);
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) {
      const { parts } = drawParts({ rows: 20, fractions: [0.8, 0.1, 0.1], strata: null, groups: null, seed });
      parts!.forEach((part, row) => (times[row]! += part === 2 ? 1 : 0));
    }
    // Binomial with mean 400 and deviation 19: five deviations.
    for (const count of times) expect(Math.abs(count - draws * 0.1)).toBeLessThan(95);
  });

  test.each<[number, number[], number[]]>([
    [10, [0.8, 0.1, 0.1], [8, 1, 1]],
    [20, [1, 0, 0], [20, 0, 0]],
    [10, [0.7, 0.2, 0.1], [7, 2, 1]],
    [3, [0.8, 0.1, 0.1], [1, 1, 1]],
    [4, [0.98, 0.01, 0.01], [2, 1, 1]],
    [7, [1 / 3, 1 / 3, 1 / 3], [3, 2, 2]],
    [2, [0.5, 0, 0.5], [1, 0, 1]],
    [1000, [0.1, 0.2, 0.7], [100, 200, 700]],
  ])('%i rows by %j are %j', (total, shares, parts) => {
    expect(apportion(total, shares)).toEqual(parts);
    const { parts: drawn } = drawParts({
      rows: total,
      fractions: shares,
      strata: null,
      groups: null,
      seed: 4,
    });
    expect([0, 1, 2].map((part) => drawn!.filter((own) => own === part).length)).toEqual(parts);
  });
});

test.each<[string, string, SplitPlan, RegExp]>([
  ['too few rows', 'a\n1\n2\n', fractions, /^MTL6016 .*2 rows .* 3 parts.*100%/],
  [
    'too few groups',
    'a\n1\n1\n1\n2\n2\n',
    { ...fractions, group: 'a' },
    /^MTL6016 .*2 rows \(or groups of rows\)/,
  ],
  [
    'an unknown column',
    'label\n1\n2\n3\n',
    { ...fractions, stratify: 'lable' },
    /^MTL6012 .*“lable”.*Did you mean “label”/,
  ],
  [
    'an unknown word',
    'fold\ntrain\ntset\n',
    { by: 'column', column: 'fold' },
    /^MTL6015 .*Row 2 .*“fold” holds “tset”.*`validation`/,
  ],
  ['a missing word', 'fold,a\ntrain,1\n,1\n', { by: 'column', column: 'fold' }, /^MTL6015 .*Row 2 .*“”/],
  ['a column of numbers', 'fold\n1\n', { by: 'column', column: 'fold' }, /^MTL6015 .*Row 1 .*“1”/],
])('reports %s', async (_, csv, plan, says) => {
  expect(await split(csv, plan)).toMatch(says);
});

test('by a column of words', async () => {
  const parts = await split('fold\ntest\ntrain\nvalidation\ntrain\n', { by: 'column', column: 'fold' });
  expect(parts).toEqual({
    train: Int32Array.of(1, 3),
    validation: Int32Array.of(2),
    test: Int32Array.of(0),
  });
});

/** The numbers before they are divided by 2^32. */
const first = (seed: number) =>
  Array.from({ length: 3 }, createRandom(seed)).map((number) => number * 2 ** 32);

test('the random numbers are those of Mulberry32', () => {
  // The first outputs of the reference implementation in C for the states 0 and 42.
  expect(first(0)).toEqual([1144304738, 1416247, 958946056]);
  expect(first(42)).toEqual([2581720956, 1925393290, 3661312704]);
  expect([...shuffledIndices(5, createRandom(1))].toSorted()).toEqual([0, 1, 2, 3, 4]);
});

/** Numbers, durations and CSV as they are shown and exported. */
import { describe, expect, it } from 'vitest';
import { csvText } from '../../media/shared/charts/data-table';
import { BoundedList } from '../../media/shared/runs/bounded-list';
import { mergeRows } from '../../media/shared/runs/loss-row';
import { formatDuration } from '../../contract/format-duration';
import { formatCell, formatNumber, formatSeconds } from '../../media/shared/format';

it('writes numbers with the sign of print', () => {
  expect([-0.5, -0.000_012_3, 0.25, null].map(formatNumber)).toEqual(['−0.5000', '−1.23e−5', '0.2500', '–']);
});

it('shows whole numbers as counts and words as they are', () => {
  expect([5518, 0.5, 'test', null].map(formatCell)).toEqual(['5,518', '0.5000', 'test', '–']);
});

it.each([
  [0, '0:00'],
  [42.4, '0:42'],
  [59.6, '1:00'],
  [725, '12:05'],
  [3723, '1:02:03'],
  [-3, '0:00'],
])('shows %s seconds as %s', (seconds, shown) => expect(formatDuration(seconds)).toBe(shown));

it('shows short runs with tenths', () => {
  expect([3.42, 65].map(formatSeconds)).toEqual(['3.4 s', '1:05']);
});

it('writes CSV that any reader takes apart again, and no spreadsheet runs', () => {
  const headings = ['epoch', 'a "quoted", name', '=cmd()'];
  const rows = [
    [1, 0.1 + 0.2, null],
    [2, -3, 'two\nlines'],
  ];
  expect(csvText({ headings, rows })).toBe(
    'epoch,"a ""quoted"", name",\'=cmd()\r\n1,0.30000000000000004,\r\n2,-3,"two\nlines"\r\n',
  );
});

const mean = (a: number, before: number, b: number, after: number): number =>
  (a * before + b * after) / (before + after);

describe('a bounded list', () => {
  it.each([7, 8, 9, 100, 1023, 1024, 5000])('keeps the mean of %s items', (count) => {
    const list = new BoundedList<number>(8, mean);
    const weights = new BoundedList<number>(8, (_a, before, _b, after) => before + after);
    for (let item = 0; item < count; item++) {
      list.push(item);
      weights.push(1);
    }
    expect(list.items.length).toBeLessThanOrEqual(8);
    const sum = list.items.reduce((total, item, index) => total + item * weights.items[index]!, 0);
    expect(sum / count).toBeCloseTo((count - 1) / 2, 9);
  });
});

it('merges rows by how much they stand for, whatever tasks they know', () => {
  const merged = mergeRows(
    { x: 1, step: 4, seconds: 2, losses: { a: 1, b: null, c: 4 }, weights: { a: 1, b: 1, c: 1 } },
    3,
    { x: 2, step: 8, seconds: 5, losses: { a: 5, b: 2, d: 9 }, weights: { a: 3, b: 1, d: 1 } },
    1,
  );
  expect(merged).toEqual({
    x: 2,
    step: 8,
    seconds: 5,
    losses: { a: 2, b: 2, c: 4, d: 9 },
    weights: { a: 1.5, b: 1, c: 1, d: 1 },
  });
});

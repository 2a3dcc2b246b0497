/** What the Sweep panel draws, before it draws: intervals by hand, the best of each column, and messages that are none. */
import { describe, expect, it } from 'vitest';
import { sweepTable } from '../../contract/tell-sweep';
import { parseHostMessage } from '../../media/shared/parse-host-message';
import { bestCells } from '../../media/sweep/store/best-cells';
import { estimateText, intervalTable, summaryOf } from '../../media/shared/charts/interval-model';
import { intervalModels } from '../../media/sweep/store/interval-models';
import { sweepMessage, sweptWidths, whole } from '../support/synthetic-sweeps';

describe('pictures', () => {
  const [gain, accuracy, loss] = intervalModels(whole);

  it('are one for the gain and one for each measure', () => {
    expect(intervalModels(whole).map(({ title, note }) => `${title}, ${note}`)).toEqual([
      'Gain of sharing, beside each task alone; higher is better',
      'digit accuracy, on validation rows; higher is better',
      'size loss, on validation rows; lower is better',
    ]);
    expect(loss!.rows.map(({ name }) => name)).toEqual(['width: 4', 'width: 16']);
  });

  it('have the interval of Student’s t', () => {
    const { mean, runs, alone } = accuracy!.rows[1]!;
    // Three values, a deviation of 0.01: 0.96 ± 4.303 · 0.01 / √3.
    expect(mean!.mean).toBeCloseTo(0.96, 12);
    expect(mean!.interval![0]).toBeCloseTo(0.96 - 0.0248434, 6);
    expect(mean!.interval![1]).toBeCloseTo(0.96 + 0.0248434, 6);
    expect(estimateText(accuracy!, mean!)).toBe('0.9600 (0.9352 to 0.9848)');
    expect(runs.map(({ seed, value, folder }) => [seed, value, folder])).toEqual([
      ['1', 0.95, '10'],
      ['2', 0.96, '11'],
      ['3', 0.97, '12'],
    ]);
    expect(alone!.mean).toBeCloseTo(0.9, 12);
    expect(estimateText(gain!, gain!.rows[1]!.mean!)).toBe('+6.0 % (+3.5 % to +8.5 %)');
  });

  it('leave out what is not known yet', () => {
    const begun = sweptWidths([0.9], []);
    const [first] = intervalModels(begun);
    expect(first!.rows.map(({ mean }) => mean?.interval)).toEqual([null, undefined]);
    expect(summaryOf(first!)).toBe(
      'Gain of sharing, beside each task alone; higher is better. width: 4: 0.0 %.',
    );
    const apart = { ...begun, design: { ...begun.design, baseline: null } };
    expect(intervalModels(apart).map(({ id }) => id)).toEqual(['["digit","accuracy"]', '["size","loss"]']);
  });

  it('tell no share of almost nothing', () => {
    const [one, ...others] = whole.combinations;
    const huge = { ...one!, gain: { mean: -9.7e6, deviation: 1, count: 3 } };
    expect(intervalModels({ ...whole, combinations: [huge, ...others] }).map(({ id }) => id)).toEqual([
      '["digit","accuracy"]',
      '["size","loss"]',
    ]);
  });

  it('are read as tables', () => {
    const { headings, rows } = intervalTable(accuracy!);
    expect(headings).toEqual([
      'combination',
      'mean',
      'from',
      'to',
      'alone',
      'from',
      'to',
      'seed 1',
      'seed 2',
      'seed 3',
    ]);
    expect(rows[1]!.slice(-3)).toEqual([0.95, 0.96, 0.97]);
  });
});

it('the best of a column is where the table has it', () => {
  const { headings, rows } = sweepTable(whole);
  const best = [...bestCells(whole)].map(([column, row]) => [
    typeof headings[column] === 'string' ? headings[column] : headings[column]!.template,
    rows[row]![0],
  ]);
  expect(best).toEqual([
    ['{task} {metric}', '16'],
    ['{task} {metric}', '16'],
    ['gain', '16'],
  ]);
  expect(bestCells(sweptWidths([0.9], []))).toEqual(new Map());
});

describe('a message', () => {
  it('of results is taken', () => {
    expect(parseHostMessage(sweepMessage(whole))).toEqual(sweepMessage(whole));
    expect(parseHostMessage(sweepMessage(null))).toEqual(sweepMessage(null));
  });

  const [one, ...others] = whole.combinations;
  it.each([
    ['without a list of combinations', { ...whole, combinations: undefined }],
    ['with fewer values than measures', { ...whole, combinations: [{ ...one!, values: [] }, ...others] }],
    ['without what was varied', { ...whole, combinations: [{ ...one!, settings: {} }, ...others] }],
    [
      'with a run that lacks values',
      { ...whole, combinations: [{ ...one!, each: [{ ...one!.each[0]!, values: [1] }] }, ...others] },
    ],
  ])('%s is dropped', (_, results) => {
    expect(parseHostMessage({ ...sweepMessage(whole), results })).toBeUndefined();
  });
});

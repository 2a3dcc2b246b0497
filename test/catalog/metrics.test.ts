/** Metrics against hand-made counts, over batches that are summed up, with rows that do not count. */
import { describe, expect, it, test } from 'vitest';
import { lookUp } from '../../catalog';
import { add, constant, feed, multiply, type Tensor } from '../../graph';
import { evaluate } from './evaluate';
import { call } from './plans';

type Rows = readonly (readonly number[])[];

/** The metric over rows that come in batches of two; the last batch is filled up with a row that does not count. */
function measure(metric: string, prediction: Rows, label: Rows, unit = (values: Tensor) => values) {
  const { name, args } = call('metrics', metric);
  const declared = lookUp('metrics', name)!;
  const batch = 2;
  const sums = declared.build(args as never, {
    prediction: feed('prediction', [batch, prediction[0]!.length]),
    label: feed('label', [batch, label[0]!.length]),
    mask: feed('mask', [batch]),
    original: unit,
    centre: constant(0),
  });
  let totals: readonly number[] = [];
  for (let start = 0; start < prediction.length; start += batch) {
    const rows = [start, start + 1].map((row) => Math.min(row, prediction.length - 1));
    const [more] = evaluate([sums], {
      prediction: rows.flatMap((row) => prediction[row]!),
      label: rows.flatMap((row) => label[row]!),
      mask: [1, start + 1 < prediction.length ? 1 : 0],
    });
    totals = more!.map((sum, i) => sum + (totals[i] ?? 0));
  }
  return declared.finish(args as never, totals);
}

/** Probabilities of three classes for five rows, and the classes: 0 found, 1 taken for 0, 1 found, 2 taken for 1, 0 found. */
const classes: Rows = [
  [0.7, 0.2, 0.1],
  [0.5, 0.4, 0.1],
  [0.2, 0.6, 0.2],
  [0.1, 0.5, 0.4],
  [0.9, 0.05, 0.05],
];
const classLabels: Rows = [[0], [1], [1], [2], [0]];

const truths: Rows = [[0.9], [0.4], [0.6]];
const truthLabels: Rows = [[1], [1], [0]];

const labels: Rows = [
  [0.9, 0.2, 0.3],
  [0.8, 0.7, 0.1],
  [0.1, 0.6, 0.2],
];
const labelLabels: Rows = [
  [1, 0, 0],
  [0, 1, 0],
  [1, 1, 0],
];

const numbers: Rows = [
  [1, 10],
  [2, 20],
  [4, 20],
];
const numberLabels: Rows = [
  [1, 12],
  [3, 18],
  [2, 30],
];

const log = Math.log;
describe('against counts made by hand', () => {
  it.each<[string, Rows, Rows, number]>([
    ['accuracy', classes, classLabels, 3 / 5],
    ['accuracy', truths, truthLabels, 1 / 3],
    ['accuracy', labels, labelLabels, 7 / 9],
    ['topK(1)', classes, classLabels, 3 / 5],
    ['topK(2)', classes, classLabels, 1],
    // Class 0: 2 found, 1 wrongly claimed. Class 1: 1 found, 1 claimed, 1 missed. Class 2: 1 missed.
    ['precision', classes, classLabels, (2 / 3 + 1 / 2 + 0) / 3],
    ['recall', classes, classLabels, (1 + 1 / 2 + 0) / 3],
    ['f1', classes, classLabels, (4 / 5 + 1 / 2 + 0) / 3],
    ['f1', truths, truthLabels, 1 / 2],
    // Label 0: 1 found, 1 claimed, 1 missed. Label 1: 2 found. Label 2 neither is nor is claimed.
    ['f1', labels, labelLabels, (1 / 2 + 1) / 2],
    ['precision', labels, labelLabels, (1 / 2 + 1) / 2],
    ['logLoss', classes, classLabels, -(log(0.7) + log(0.4) + log(0.6) + log(0.4) + log(0.9)) / 5],
    ['logLoss', truths, truthLabels, -(log(0.9) + log(0.4) + log(0.4)) / 3],
    ['mse', numbers, numberLabels, (0 + 4 + 1 + 4 + 4 + 100) / 6],
    ['rmse', numbers, numberLabels, Math.sqrt(113 / 6)],
    ['mae', numbers, numberLabels, 17 / 6],
    // First column: errors 5, variance sum 2. Second: errors 108, values 12, 18, 30 with variance sum 168.
    ['r2', numbers, numberLabels, (1 - 5 / 2 + (1 - 108 / 168)) / 2],
  ])('%s', (metric, prediction, label, value) => {
    expect(measure(metric, prediction, label)).toBeCloseTo(value, 6);
  });
});

/** Scaled by 2 and shifted by a rectangle. */
const original = (values: Tensor) => add(multiply(values, constant(2)), constant([0, 0, 4, 2], [4]));

describe('iou', () => {
  const box = [[0, 0, 4, 2]];
  it.each<[string, Rows, number]>([
    ['the same rectangle', [[0, 0, 4, 2]], 1],
    ['half of it', [[0, 0, 2, 2]], 1 / 2],
    ['moved by half', [[2, 0, 4, 2]], 1 / 3],
    ['elsewhere', [[9, 9, 1, 1]], 0],
    ['a negative size', [[0, 0, -4, 2]], 0],
  ])('%s', (_, prediction, value) => {
    expect(measure('iou', prediction, box)).toBeCloseTo(value, 6);
  });

  it('from centres', () => {
    expect(measure('iou(centre)', [[0, 0, 2, 2]], box)).toBeCloseTo(1 / 2, 6);
  });

  it('is measured in the unit of the data', () => {
    expect(measure('iou', [[0, 0, -1, 0]], [[0, 0, 0, 0]], original)).toBeCloseTo(1 / 2, 6);
  });
});

test('without rows there is no value', () => {
  const { finish } = lookUp('metrics', 'accuracy')!;
  expect(finish({}, [0, 0])).toBeNaN();
});

/**
 * The trained model as a file: fed with raw columns it must answer what training measured. Results are computed again here from
 * its predictions and the raw table.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { predictRun } from '../../trainer/src/predict/predict-run';
import { createLcg } from '../support/lcg';
import { trainText, type TrainedRun } from './train';

const random = createLcg(21);
/** Four pixels, a number in a large unit with gaps, and what follows from them. */
const table = Array.from({ length: 48 }, (_, row) => {
  const pixels = Array.from({ length: 4 }, () => Math.round(255 * random()));
  const mass = row % 9 === 4 ? null : 1e6 * (1 + random());
  const sum = pixels.reduce((total, pixel) => total + pixel, 0);
  return {
    pixels,
    mass,
    kind: sum > 600 ? 'bright' : sum > 400 ? 'grey' : 'dark',
    left: pixels[0]! > 127 ? 1 : 0,
    right: pixels[3]! > 127 ? 1 : 0,
    light: 50 * sum,
    fold: row < 32 ? 'train' : 'test',
  };
});
const csv = table.map(({ pixels, mass, ...rest }) =>
  [...pixels, mass ?? '', ...Object.values(rest)].join(','),
);
const files = { 'd.csv': `p0,p1,p2,p3,mass,kind,left,right,light,fold\n${csv.join('\n')}\n` };

const text = `
data d { source: "d.csv"; split: fold }
input picture = d[p0..p3] as image(2, 2, scale: minmax)
input body = d[p0..p3, mass] as numbers
network seen(picture) { conv(3, kernel: 2); batchNorm; activation(relu); flatten }
network felt(body) { dense(6, tanh); residual { dense(6, relu); batchNorm(decay: 0.5) } }
task kind(seen, felt) { predict: d.kind as classes }
task light(seen, felt) { predict: d.light as number; metrics: [mse, rmse] }
task sides(felt) { predict: d[left, right] as labels(2); metrics: [accuracy] }
train { optimizer: adam(rate: 0.02); batch: 16; epochs: 15; weighting: uncertainty }
`;

/** Predictions for rows of the table, in calls of `size` rows. */
async function predict({ folder }: TrainedRun, rows: typeof table, size: number) {
  const session = await InferenceSession.create(join(folder, runFiles.model));
  const predictions: Record<string, number[]> = {};
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    const picture = part.flatMap(({ pixels }) => pixels);
    const body = part.flatMap(({ pixels, mass }) => [...pixels, mass ?? Number.NaN]);
    const outputs = await session.run({
      picture: new Tensor('float32', Float32Array.from(picture), [part.length, 4]),
      body: new Tensor('float32', Float32Array.from(body), [part.length, 5]),
    });
    for (const [name, { data }] of Object.entries(outputs)) {
      predictions[name] = [...(predictions[name] ?? []), ...(data as Float32Array)];
    }
  }
  return predictions;
}

it('predicts what training measured, for any number of rows', async () => {
  const run = await trainText(text, files);
  expect(run.end.status).toBe('completed');
  const rows = table.filter(({ fold }) => fold === 'test');
  const { kind, light, sides } = await predict(run, rows, rows.length);
  const classes = run.start.tasks[0]!.classes!;
  expect(classes).toEqual(['bright', 'dark', 'grey']);

  const hits = rows.filter((row, index) => {
    const probabilities = kind!.slice(3 * index, 3 * index + 3);
    expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
    return classes[probabilities.indexOf(Math.max(...probabilities))] === row.kind;
  });
  const { test } = run.end.results;
  expect(hits.length / rows.length).toBeCloseTo(test!['kind']!['accuracy']!, 6);

  const errors = rows.map((row, index) => (light![index]! - row.light) ** 2);
  const mse = errors.reduce((sum, error) => sum + error) / rows.length;
  // `mse` is in the unit that was trained on: divided by the variance of the training rows.
  const trained = table.filter(({ fold }) => fold === 'train').map((row) => row.light);
  const mean = trained.reduce((sum, value) => sum + value) / trained.length;
  const variance = trained.reduce((sum, value) => sum + (value - mean) ** 2, 0) / trained.length;
  expect(mse / variance / test!['light']!['mse']!).toBeCloseTo(1, 4);
  expect(Math.sqrt(mse / variance) / test!['light']!['rmse']!).toBeCloseTo(1, 4);

  const told = rows.flatMap(({ left, right }) => [left, right]);
  const rightOnes = told.filter((truth, index) => (sides![index]! >= 0.5 ? 1 : 0) === truth);
  expect(rightOnes.length / told.length).toBeCloseTo(test!['sides']!['accuracy']!, 6);

  const one = await predict(run, rows, 1);
  const five = await predict(run, rows, 5);
  for (const [name, values] of Object.entries({ kind, light, sides })) {
    values!.forEach((value, index) => {
      const scale = Math.max(1, Math.abs(value));
      expect(one[name]![index]! / scale).toBeCloseTo(value / scale, 5);
      expect(five[name]![index]! / scale).toBeCloseTo(value / scale, 5);
    });
  }
});

it('tells times apart that lie within minutes, long after 1970', async () => {
  const rows = Array.from({ length: 64 }, (_, row) => {
    const time = 1.7e9 + Math.round(600 * random()) - 300;
    return { time, half: time < 1.7e9 ? 'first' : 'second', fold: row < 48 ? 'train' : 'test' };
  });
  rows[3]!.time = Number.NaN;
  const lines = rows.map(({ time, half, fold }) => [Number.isNaN(time) ? '' : time, half, fold].join(','));
  const run = await trainText(
    `data d { source: "d.csv"; split: fold }
    input x = d.time
    task half(x) { predict: d.half as classes }
    train { optimizer: adam(rate: 0.5); batch: 16; epochs: 60 }`,
    { 'd.csv': `time,half,fold\n${lines.join('\n')}\n` },
  );
  const session = await InferenceSession.create(join(run.folder, runFiles.model));
  const times = new Tensor(
    'float64',
    Float64Array.from(rows, ({ time }) => time),
    [rows.length, 1],
  );
  const { half } = await session.run({ x: times });
  const hits = rows.filter(({ half: truth, fold }, row) => {
    const [first, second] = [half!.data[2 * row] as number, half!.data[2 * row + 1] as number];
    return fold === 'test' && (first > second ? 'first' : 'second') === truth;
  });
  expect(hits.length / 16).toBeCloseTo(run.end.results.test!['half']!['accuracy']!, 6);
  // What is missing is the mean.
  expect(Math.abs((half!.data[6] as number) - 0.5)).toBeLessThan(0.4);

  const [data, to] = [join(run.folder, 'd.csv'), join(run.folder, 'predicted.csv')];
  writeFileSync(data, `time\n${rows.map(({ time }) => (Number.isNaN(time) ? '' : time)).join('\n')}\n`);
  expect(await predictRun(run.folder, data, to)).toEqual([]);
  const told = readFileSync(to, 'utf8').trim().split('\r\n').slice(1);
  expect(told.slice(48).filter((line, row) => line.split(',')[0] === rows[48 + row]!.half)).toHaveLength(
    hits.length,
  );
});

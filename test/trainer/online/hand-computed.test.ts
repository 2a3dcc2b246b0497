/** The numbers of a stream beside a computation by hand: a linear model with plain gradient descent, tested before each step. */
import { expect, it } from 'vitest';
import { readPlan } from '../../../catalog/plan/read-plan';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { openStream } from '../../../trainer/src/online/open-stream';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';

const text = `
data d { source: "d.csv" }
input v = d[x, y]
task sum(v) { predict: d.sum as number(scale: none); metrics: [mae] }
train { mode: online(window: 30); optimizer: sgd(rate: 0.02); batch: 8; device: cpu }
`;

const window = 30;
const batch = 8;

it('is what each batch comes to before it is trained on, with scales of the first window alone', async () => {
  const random = createLcg(5);
  const rows = Array.from({ length: 100 }, (_, row) => {
    const [x, y] = [random() * (row < 50 ? 1 : 2), random()];
    return [x, y, 2 * x - y + 0.1 * random()].map((value) => Number(value.toFixed(3)));
  });
  const directory = temporaryFolder({ 'd.csv': ['x,y,sum', ...rows.map((row) => row.join(','))].join('\n') });
  const plan = await planOf(text, directory);
  expect(readPlan(JSON.stringify(plan), 'plan.json').problems).toEqual([]);
  const opened = (await openStream(plan, {}, new Map())).value!;
  const start = buildTrainingProgram(plan, opened.rows).start();
  await opened.close();
  const { of, end } = await trainPlan(plan);

  const weight = Float64Array.from(start['sum/output/weight'] as Float32Array);
  let bias = 0;
  const moments = [0, 1].map((column) => {
    const first = rows.slice(0, window).map((row) => row[column]!);
    const mean = first.reduce((sum, value) => sum + value, 0) / window;
    const deviation = Math.sqrt(first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / window);
    return { mean, deviation };
  });
  const expected: { readonly loss: number; readonly mae: number }[] = [];
  let [loss, mae, count, all] = [0, 0, 0, 0];
  for (let from = 0; from < rows.length;) {
    const left = window - (from % window);
    const own = rows.slice(from, from + Math.min(batch, left));
    const inputs = own.map((row) =>
      moments.map(({ mean, deviation }, column) => (row[column]! - mean) / deviation),
    );
    const errors = inputs.map(([x, y], index) => weight[0]! * x! + weight[1]! * y! + bias - own[index]![2]!);
    for (const error of errors) {
      loss += error ** 2;
      all += error ** 2;
      mae += Math.abs(error);
      count += 1;
    }
    const slope = (value: (index: number) => number) =>
      errors.reduce((sum, error, index) => sum + (2 * error * value(index)) / own.length, 0);
    const gradient = [0, 1].map((column) => slope((index) => inputs[index]![column]!));
    bias -= 0.02 * slope(() => 1);
    for (const column of [0, 1]) weight[column]! -= 0.02 * gradient[column]!;
    from += own.length;
    if (from % window === 0 || from === rows.length) {
      expected.push({ loss: loss / count, mae: mae / count });
      [loss, mae, count] = [0, 0, 0];
    }
  }
  const told = of('epoch').map(({ results }) => results.test!['sum']!);
  expect(told).toHaveLength(4);
  for (const [index, result] of told.entries()) {
    expect(result['mae']).toBeCloseTo(expected[index]!.mae, 3);
    expect(result.loss! / expected[index]!.loss).toBeCloseTo(1, 3);
  }
  expect(end.results.test!['sum']!.loss! / (all / rows.length)).toBeCloseTo(1, 3);
});

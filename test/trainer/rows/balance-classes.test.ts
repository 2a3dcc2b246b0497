/** Weights of classes: counted in the training rows, and multiplied into losses. */
import { describe, expect, it } from 'vitest';
import { balanceClasses } from '../../../trainer/src/rows/balance-classes';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';

/** Ten training rows: 6 `a`, 3 `b`, 1 without a kind; 8 times no and 2 times yes. Two more that are not for training. */
const table = `x,kind,sick,tags,part
1,a,no,u v,train
2,a,no,u u,train
3,a,no,u u,train
4,a,no,u u,train
5,a,no,u u,train
6,a,no,u u,train
7,b,no,u u,train
8,b,no,u,train
9,b,yes,u,train
10,,yes,u,train
11,b,yes,v v,validation
12,c,yes,v v,test
`;

async function planWith(predict: string, loss: string, directory = temporaryFolder({ 'd.csv': table })) {
  return planOf(
    `data d { source: "d.csv"; split: part }
    input x = d.x
    task t(x) { predict: d.${predict}; loss: ${loss}; metrics: [accuracy] }
    train { batch: 4; epochs: 2 }`,
    directory,
  );
}

async function weightsOf(predict: string, loss: string) {
  const plan = await planWith(predict, loss);
  const rows = (await loadRows(plan)).value!;
  return (await balanceClasses(plan, rows)).tasks[0]!.loss.args['weights'];
}

describe('balanced weights', () => {
  it('of classes are n / (k n_c), over training rows with a label', async () =>
    expect(await weightsOf('kind as classes(3)', 'crossEntropy(weights: balanced)')).toEqual([
      9 / (2 * 6),
      9 / (2 * 3),
      1,
    ]));

  it('of a truth are those of no and yes', async () =>
    expect(await weightsOf('sick as binary', 'focal(weights: balanced)')).toEqual([10 / 16, 10 / 4]));

  it('that are written stay as they are', async () =>
    expect(await weightsOf('kind as classes(3)', 'crossEntropy(weights: [1, 0, 2.5])')).toEqual([1, 0, 2.5]));
});

it('balanced weights of steps count steps', async () => {
  const directory = temporaryFolder({ 'd.csv': table });
  const plan = await planOf(
    `data d { source: "d.csv"; split: part }
    input words = d.tags as tokens(length: 2, vocabulary: 8)
    network n(words) { embedding(2) }
    task t(n) { predict: d.tags as tags(2); loss: crossEntropy(weights: balanced) }
    train { batch: 4; epochs: 1 }`,
    directory,
  );
  const rows = (await loadRows(plan)).value!;
  const { weights } = (await balanceClasses(plan, rows)).tasks[0]!.loss.args;
  expect(weights).toEqual([17 / (2 * 16), 17 / 2]);
});

it('the loss of a row is multiplied with the weight of its class', async () => {
  const directory = temporaryFolder({ 'd.csv': table });
  const losses = async (weights: string): Promise<number> => {
    const plan = await planWith('kind as classes(3)', `crossEntropy(weights: ${weights})`, directory);
    // One batch holds all rows, and nothing is learned before the first loss.
    const run = await trainPlan({ ...plan, train: { ...plan.train, batch: 10, epochs: 1 } });
    return run.of('epoch')[0]!.results.train!['t']!.loss!;
  };
  const [a, b] = [await losses('[1, 0, 0]'), await losses('[0, 1, 0]')];
  expect(a).toBeGreaterThan(0);
  expect(await losses('equal')).toBeCloseTo(a + b, 5);
  expect(await losses('[0.5, 3, 0]')).toBeCloseTo(0.5 * a + 3 * b, 5);
  expect(await losses('balanced')).toBeCloseTo((9 / 12) * a + (9 / 6) * b, 5);
});

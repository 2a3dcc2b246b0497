/** Counted costs beside those worked out by hand, for a whole block of each kind of layer. */
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../catalog/model/build-model';
import { constant, countMultiplyAdds, feed, matmul, multiply } from '../../graph';
import { planOf } from '../trainer/train';
import { temporaryFolder } from '../support/temporary-folder';

const rows = 3;

/** Of the block `n` on an input, for one row. */
async function costOf(input: string, layers: string): Promise<number> {
  const names = Array.from({ length: 64 }, (_, index) => `p${index}`);
  const lines = Array.from({ length: 20 }, (_, row) =>
    names.map((__, column) => (row * column) % 7).join(','),
  );
  const directory = temporaryFolder({ 'd.csv': `${names.join(',')}\n${lines.join('\n')}\n` });
  const plan = await planOf(
    `data d { source: "d.csv" }
    input x = ${input}
    network n(x) { ${layers} }
    task t(n) { flatten; predict: d.p0 as number }
    train { batch: 4 }`,
    directory,
  );
  const model = buildModel(plan, { rows, training: false });
  const sources = Object.values(model.inputs);
  return countMultiplyAdds([model.blocks[0]!.output], sources) / rows;
}

describe('a row of', () => {
  it.each([
    // inputs x units
    ['dense(10)', 'd[p0..p63]', 'dense(10)', 64 * 10],
    ['two dense layers', 'd[p0..p63]', 'dense(10, relu); dense(3)', 64 * 10 + 10 * 3],
    // height x width x filters x (channels x kernel)
    ['conv', 'd[p0..p63] as image(8, 8)', 'conv(5, kernel: 3)', 8 * 8 * 5 * (1 * 9)],
    [
      'conv on conv with a stride',
      'd[p0..p63] as image(8, 8)',
      'conv(5, kernel: 3); conv(2, kernel: 3, stride: 2)',
      8 * 8 * 5 * 9 + 4 * 4 * 2 * (5 * 9),
    ],
    [
      'depthwiseConv',
      'd[p0..p63] as image(8, 8)',
      'conv(4, kernel: 1); depthwiseConv(kernel: 3)',
      8 * 8 * 4 + 8 * 8 * 4 * 9,
    ],
    // steps x 4 gates x units x (features + units)
    ['lstm', 'd[p0..p63] as sequence(16, 4)', 'lstm(5)', 16 * 4 * 5 * (4 + 5)],
    ['bidirectional', 'd[p0..p63] as sequence(16, 4)', 'bidirectional { lstm(5) }', 2 * 16 * 4 * 5 * (4 + 5)],
    // four products of steps x width x width, and scores and their sum of steps x steps x width
    [
      'attention',
      'd[p0..p63] as sequence(16, 4)',
      'attention(heads: 2, positions: none)',
      4 * 16 * 4 * 4 + 2 * 16 * 16 * 4,
    ],
    ['layers without products', 'd[p0..p63]', 'activation(relu); dropout(0.5)', 0],
  ])('%s', async (_, input, layers, wanted) => expect(await costOf(input, layers)).toBe(wanted));
});

it('what two results share is counted once, and sources not at all', () => {
  const x = feed('x', [2, 3]);
  const shared = matmul(
    x,
    constant(
      Array.from({ length: 12 }, () => 1),
      [3, 4],
    ),
  );
  const once = 2 * 3 * 4;
  expect(countMultiplyAdds([shared, multiply(shared, shared)], [x])).toBe(once);
  expect(countMultiplyAdds([multiply(shared, shared)], [shared])).toBe(0);
});

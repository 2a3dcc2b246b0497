/** A pair with more rows held out than a function takes arguments. */
import { expect, test } from 'vitest';
import type { Evaluator } from '../../../trainer/src/loop/evaluator';
import { Pair } from '../../../trainer/src/cotrain/pair';
import { usualSizes } from '../../../trainer/src/rows/epoch-order';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';

const text = `
data d { source: "d.csv"; split: [40%, 30%, 30%] }
input x = d.x
input y = d.y
network left(x) { dense(2) }
network right(y) { dense(2) }
task kind(left, right) { predict: d.kind as binary }
cotrain left <-> right { task: kind; method: propagation; rounds: 2 }
train { batch: 2; epochs: 1 }
`;

/** Networks that are sure of yes, whatever they see. */
const sure = {
  widthOf: () => 1,
  predict: async (_: unknown, count: number, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, new Float32Array(count).fill(1)])),
} as unknown as Evaluator;

test('many rows are held out', async () => {
  const table = Array.from({ length: 10 }, (_, row) => `${row},${row % 3},${row % 2 ? 'yes' : 'no'}`);
  const plan = await planOf(text, temporaryFolder({ 'd.csv': `x,y,kind\n${table.join('\n')}\n` }));
  const [held, count] = [100_000, 200_010];
  const numbered = Int32Array.from({ length: count }, (_, row) => row);
  const labels = {
    values: Float32Array.from({ length: count }, (_, row) => row % 2),
    width: 1,
    // Training rows have no label but for the first, and of the others the last has none.
    mask: Uint8Array.from({ length: count }, (_, row) =>
      row === 0 || (row >= 10 && row < count - 1) ? 1 : 0,
    ),
  };
  const parts = {
    train: numbered.subarray(0, 10),
    validation: numbered.subarray(10, 10 + held),
    test: numbered.subarray(10 + held),
  };
  const kind = { name: 'kind', scaling: null, classes: ['no', 'yes'], ...labels };
  const sets = [{ name: 'd', rows: { train: 10, validation: held, test: held } }];
  const rows = new RowsInMemory({ count, sets, parts, inputs: [], tasks: [kind] }, { sizes: usualSizes });
  const pair = new Pair(plan, rows, 0);
  const { pass } = pair.keep(await pair.passOn(1, labels, sure));
  expect(pass).toEqual({
    pool: 9,
    accepted: 9,
    precision: expect.closeTo(0.5, 4),
    precisionRows: 2 * held - 1,
  });
});

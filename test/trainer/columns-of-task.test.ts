/** What predictions become in a table. */
import { expect, test } from 'vitest';
import { columnsOfTask } from '../../trainer/src/predict/columns-of-task';
import { planOf } from './train';
import { temporaryFolder } from '../support/temporary-folder';

const text = `
data d { source: "d.csv"; split: [100%, 0%, 0%] }
input x = d.x
shared trunk(x) { dense(2) }
task kind(trunk) { predict: d.kind as classes(2) }
task sure(trunk) { predict: d.sure as binary }
train { batch: 2; epochs: 1 }
`;

test('what a model cannot compute is left empty, not taken for a class', async () => {
  const files = { 'd.csv': 'x,kind,sure\n1,a,no\n2,b,yes\n3,b,no\n' };
  const { tasks } = await planOf(text, temporaryFolder(files));
  const cellsOf = (task: number, classes: readonly string[], ...prediction: number[]) =>
    columnsOfTask(tasks[task]!, classes, new Set()).cells(Float32Array.from(prediction));
  expect(cellsOf(0, ['a', 'b'], 0.25, 0.75)).toEqual(['b', 0.75]);
  expect(cellsOf(0, ['a', 'b'], NaN, NaN)).toEqual(['', '']);
  expect(cellsOf(1, ['no', 'yes'], 0.25)).toEqual(['no', 0.75]);
  expect(cellsOf(1, ['no', 'yes'], NaN)).toEqual(['', '']);
});

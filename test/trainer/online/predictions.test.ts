/** What is tested is what the model predicts: nothing is dropped, and nothing is drawn. */
import { expect, it } from 'vitest';
import { computesAlike } from '../../../trainer/src/online/computes-alike';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainText } from '../train';
import { changingStream, csvOf, onlineText } from './changing-stream';

const files = { 'd.csv': csvOf(changingStream({ rows: 600 })) };
const train = 'mode: online(window: 200); optimizer: sgd(rate: 1e-12); batch: 20; device: cpu';

const windowsOf = async (layers: string) => {
  const { of } = await trainText(onlineText(train, { layers }), files);
  return of('epoch').map(({ results }) => results.test!['answer']!);
};

it('tests a model that drops features as it predicts', async () => {
  const [dropped, whole] = [await windowsOf('dropout(0.5)'), await windowsOf('dropout(0)')];
  for (const [index, { loss, accuracy }] of dropped.entries()) {
    expect(loss).toBeCloseTo(whole[index]!.loss!, 5);
    expect(accuracy).toBe(whole[index]!['accuracy']);
  }
});

it.each([
  ['', true],
  ['dropout(0)', true],
  ['dropout(0.5)', false],
  ['batchNorm', false],
])('knows whether a model with %s computes the same in training', async (layers, expected) => {
  expect(computesAlike(await planOf(onlineText(train, { layers }), temporaryFolder(files)))).toBe(expected);
});

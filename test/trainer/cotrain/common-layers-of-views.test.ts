/** Networks that have layers in common and see different things: what training measured is what the exported model answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { createLcg } from '../../support/lcg';
import { trainText, type TrainedRun } from '../train';

const random = createLcg(9);
/** Two views of a class: small numbers, and numbers around a thousand. */
const table = Array.from({ length: 120 }, (_, row) => {
  const [a, b] = [2 * random() - 1, 2 * random() - 1];
  const kind = a + b > 0 ? 'more' : 'less';
  const view = [1000 + 50 * (a + b), 1000 + 50 * (random() - 0.5)];
  return { near: [a, b], far: view, kind, part: row % 3 === 0 ? 'test' : 'train' };
});
const lines = table.map(({ near, far, kind, part }, row) =>
  [...near, ...far, part === 'train' && row % 2 > 0 ? '' : kind, part].join(','),
);
const files = { 'd.csv': `a,b,c,e,kind,part\n${lines.join('\n')}\n` };

const text = (share: string): string => `
data d { source: "d.csv"; split: part }
input near = d[a, b] as numbers(scale: none)
input far = d[c, e] as numbers(scale: none)
network left(near) { batchNorm; dense(24, tanh); dense(4, tanh) }
network right(far) { batchNorm; dense(24, tanh); dense(4, tanh) }
task kind(left, right) { predict: d.kind as classes(2) }
cotrain left <-> right { task: kind; ${share} method: propagation(confidence: 0.5, take: 10); rounds: 1 }
train { optimizer: adam(rate: 0.02); batch: 8; epochs: 30 }
`;

/** Accuracy of what the exported model answers for the test rows. */
async function answered({ folder }: TrainedRun): Promise<number> {
  const session = await InferenceSession.create(join(folder, runFiles.model));
  const rows = table.filter(({ part }) => part === 'test');
  const feed = (of: 'near' | 'far') =>
    new Tensor('float32', Float32Array.from(rows.flatMap((row) => row[of])), [rows.length, 2]);
  const outputs = await session.run({ near: feed('near'), far: feed('far') });
  const [values] = Object.values(outputs).map(({ data }) => data as Float32Array);
  // Classes are in the order of their names.
  const right = rows.filter(
    ({ kind }, row) => (values![2 * row]! > values![2 * row + 1]! ? 'less' : 'more') === kind,
  );
  return right.length / rows.length;
}

test('each network keeps the means of what it sees, and the model file answers what was measured', async () => {
  const run = await trainText(text('share: parameters(first: 2);'), files);
  expect(run.end.status).toBe('completed');
  const { states } = loadCheckpoint(join(run.folder, runFiles.checkpoint)).value!;
  const meanOf = (network: string) => Number(states[`${network}/1.batchNorm/mean`]![0]);
  expect(Math.abs(meanOf('left'))).toBeLessThan(0.5);
  expect(meanOf('right')).toBeGreaterThan(900);
  expect(Object.keys(states)).toContain('left <-> right/1.batchNorm/gain');
  expect(Object.keys(states)).not.toContain('right/2.dense/weight');
  const { networks } = run.of('round').at(-1)!;
  for (const results of Object.values(networks)) expect(results.test!.kind!.accuracy).toBeGreaterThan(0.85);
  expect(await answered(run)).toBeCloseTo(run.end.results.test!.kind!.accuracy!, 6);
});

const sizeOf = ({ folder }: TrainedRun): number => readFileSync(join(folder, runFiles.model)).length;

test('the model file holds them once', async () => {
  const [common, own] = [
    await trainText(text('share: parameters(first: 2);'), files),
    await trainText(text(''), files),
  ];
  // Gain and bias of two numbers, and 2 24 + 24 of the dense layer, of four bytes each.
  expect(sizeOf(own) - sizeOf(common)).toBeGreaterThanOrEqual(4 * (2 + 2 + 72));
});

/** `device: auto` has chosen a device whose engine ends the trainer before its first word: the run goes on, and the choice is forgotten. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { openDeviceMemory } from '../../trainer/src/devices/device-memory';
import { onnxExecutor } from '../../trainer/src/executors';
import { findTensorFlow } from '../../trainer/src/executors/tensorflow/find-tensorflow';
import { temporaryFolder } from '../support/temporary-folder';
import { planOf } from '../trainer/train';
import { endOf, eventsOf, mtl } from './mtl';

const text = `
data d { source: "d.csv" }
input x = d.x
shared trunk(x) { dense(4, relu) }
task y(trunk) { predict: d.y as number }
train { batch: 8; epochs: 2 }
`;
const table = `x,y\n${Array.from({ length: 40 }, (_, row) => `${row % 7},${row % 5}`).join('\n')}\n`;

/** Stands in for TensorFlow. Loading it ends the process, as a driver does. */
const engine = 'process.abort();';
const cache = {
  'tfjs-node/package.json': '{}',
  'tfjs-node/node_modules/@tensorflow/tfjs-node/package.json':
    '{ "name": "@tensorflow/tfjs-node", "version": "4.22.0", "main": "index.js" }',
  'tfjs-node/node_modules/@tensorflow/tfjs-node/index.js': engine,
  'tfjs-node/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node': '',
};

afterEach(() => vi.unstubAllEnvs());

test.runIf('missing' in findTensorFlow())('in the trainer’s process', async () => {
  const MTL_CACHE = temporaryFolder(cache);
  vi.stubEnv('MTL_CACHE', MTL_CACHE);
  const directory = temporaryFolder({ 'e.mtl': text, 'd.csv': table });
  const threads = Math.min(availableParallelism(), 4);
  const memory = openDeviceMemory(await planOf(text, directory), threads, await onnxExecutor.version());
  const chosen = [
    { device: 'cpu', step: 1000 },
    { device: 'tensorflow', start: 1, step: 0.1 },
  ];
  memory.remember(chosen);
  const spoken = await mtl(['train', 'e.mtl'], directory, { MTL_CACHE });
  expect(spoken.stdout).toMatch(
    /tensorflow crashed \(SIGABRT\): its driver does not work. The run goes on with cpu/,
  );

  memory.remember(chosen);
  const answer = await mtl(['train', 'e.mtl', '--json'], directory, { MTL_CACHE });
  expect([answer.code, endOf(answer).status]).toEqual([0, 'completed']);
  const [start, notice] = eventsOf(answer);
  const lost = { device: 'tensorflow', problem: { code: 'MTL7056' } };
  expect(start).toMatchObject({
    kind: 'start',
    device: 'cpu',
    choice: { from: 'memory', tried: [{ device: 'cpu' }, lost] },
  });
  expect(notice?.kind === 'notice' && describeProblem(notice.problem)).toMatch(
    /tensorflow crashed \(SIGABRT\).* The run goes on with cpu from step 0\./,
  );
  expect(memory.recall()).toMatchObject([{ device: 'cpu', step: 1000 }, lost]);

  // The next run takes what is remembered, and crashes no more.
  const again = await mtl(['train', 'e.mtl', '--out', join(directory, 'again')], directory, { MTL_CACHE });
  expect(again.code).toBe(0);
  expect(again.stdout).not.toMatch(/The run goes on/);
});

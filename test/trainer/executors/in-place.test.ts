/** Results stay where they were written: the binding hands nothing over, and what goes wrong is said all the same. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program } from '../../../graph';
import { runInPlace } from '../../../trainer/src/executors/onnx/stepping/in-place';
import { writeStepModel } from '../../../trainer/src/executors/onnx/stepping/write-step-model';

const table = graph.feed('table', [3]);
const at = graph.feed('at', [1], 'int64');
const program: Program = {
  feeds: { table, at },
  states: {},
  outputs: { doubled: graph.add(table, table), picked: graph.gather(table, at, 0) },
};

async function run(index: bigint) {
  const { bytes, output } = writeStepModel(program, undefined, { inPlace: true });
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 });
  let handedOver = false;
  const run = session.run.bind(session);
  session.run = ((...given: Parameters<typeof run>) =>
    run(...given).then((results) => {
      handedOver = true;
      return results;
    })) as typeof session.run;
  const inputs = {
    'feed/table': new Tensor('float32', Float32Array.of(1, 2, 3), [3]),
    'feed/at': new Tensor('int64', BigInt64Array.of(index), [1]),
  };
  const [doubled, picked] = [new Float32Array(3), new Float32Array(1)];
  const places = {
    [output['doubled']!]: new Tensor('float32', doubled, [3]),
    [output['picked']!]: new Tensor('float32', picked, [1]),
  };
  await runInPlace(session, inputs, places).finally(() => session.release());
  return { doubled, picked, handedOver };
}

test('every result is in its place, and none was copied', async () => {
  expect(await run(2n)).toEqual({
    doubled: Float32Array.of(2, 4, 6),
    picked: Float32Array.of(3),
    handedOver: false,
  });
});

test('what the engine refuses is an error', async () => {
  await expect(run(7n)).rejects.toThrow(/out of|bounds|range/i);
});

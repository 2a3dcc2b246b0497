/** Sessions of the executors that every machine has, and the devices by their names. */
import { describe, expect, test } from 'vitest';
import { render } from '../../../contract/text';
import {
  createOnnxExecutor,
  findExecutor,
  onnxExecutor,
  referenceExecutor,
  type Executor,
} from '../../../trainer/src/executors';
import { testSessions } from './session-contract';

const executors: readonly (readonly [string, Executor])[] = [
  ['ONNX Runtime, many steps a call', onnxExecutor],
  ['ONNX Runtime, step by step', createOnnxExecutor(0)],
  ['the reference', referenceExecutor],
];

describe.each(executors)('%s', (_, executor) => {
  testSessions(executor);
});

test.each([
  ['auto', 'onnxruntime'],
  ['cpu', 'onnxruntime'],
  ['webgpu', 'onnxruntime'],
  ['tensorflow', 'tensorflow'],
  ['reference', 'reference'],
])('device %s is run by %s', (device, name) => {
  expect(findExecutor(device).value?.name).toBe(name);
});

test.each(['abacus', 'constructor'])('there is no device %s', (device) => {
  const { value, problems } = findExecutor(device);
  expect(value).toBeUndefined();
  expect(problems).toMatchObject([{ code: 'MTL7051', severity: 'error' }]);
  expect(render(problems[0]!.remedy!)).toContain(
    'auto, cpu, webgpu, cuda, directml, coreml, tensorflow, reference',
  );
});

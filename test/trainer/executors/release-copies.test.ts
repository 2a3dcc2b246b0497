/** Results that were written to a place of ours are released as copies; what the engine made by itself stays. */
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { createReleaseCopies } from '../../../trainer/src/executors/onnx/release-copies';

const numbers = (values: readonly number[]) =>
  new Tensor('float32', Float32Array.from(values), [values.length]);

test('copies are gone at once, again and again', () => {
  const release = createReleaseCopies();
  for (let time = 0; time < 3; time++) {
    const [copy, place, made, shared] = [numbers([1]), numbers([1]), numbers([2]), numbers([3])];
    release({ copied: copy!, made: made!, shared: shared! }, { copied: place!, made: null, shared: shared! });
    expect((copy!.data as Float32Array).length).toBe(0);
    expect([place!, made!, shared!].map(({ data }) => Array.from(data as Float32Array))).toEqual([
      [1],
      [2],
      [3],
    ]);
  }
});

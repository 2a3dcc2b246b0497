/** The checkpoint's file: safetensors, as its description says and as another reader reads it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCheckpoint } from '../../trainer/src/checkpoint/save-checkpoint';
import { readSafetensors, writeSafetensors } from '../../trainer/src/checkpoint/safetensors';
import { temporaryFolder } from '../support/temporary-folder';

const tensors = {
  flags: { shape: [3], values: Uint8Array.of(1, 0, 1) },
  weight: { shape: [2, 2], values: Float32Array.of(1.5, -0, 3e-39, 7) },
  step: { shape: [], values: BigInt64Array.of(12345678901n) },
  sums: { shape: [2], values: Float64Array.of(0.1, NaN) },
  none: { shape: [0, 4], values: new Float32Array(0) },
};
const metadata = { step: '3', epoch: '2', seed: '-1', kept: '{}' };

it('reads back what it wrote, bit for bit', () => {
  const read = readSafetensors(writeSafetensors({ tensors, metadata }));
  expect(read.metadata).toEqual(metadata);
  expect(read.tensors).toEqual(tensors);
  expect(Object.is(read.tensors['weight']!.values[1], -0)).toBe(true);
});

it('reads the same from a file', () => {
  const file = join(temporaryFolder(), 'checkpoint.safetensors');
  writeFileSync(file, writeSafetensors({ tensors, metadata }));
  const { value } = loadCheckpoint(file);
  expect(value!.moment).toEqual({ step: 3, epoch: 2, seed: -1 });
  for (const [name, { values }] of Object.entries(tensors)) expect(value!.states[name]).toEqual(values);
});

it('is laid out as the format says', () => {
  const file = writeSafetensors({ tensors: { a: { shape: [1], values: Float32Array.of(2) } }, metadata: {} });
  const view = new DataView(file.buffer);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  expect(header).toEqual({ __metadata__: {}, a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } });
  expect(length % 8).toBe(0);
  expect(view.getFloat32(8 + length, true)).toBe(2);
  expect(file.length).toBe(8 + length + 4);
});

describe('a file that is no checkpoint is a problem', () => {
  const whole = writeSafetensors({ tensors, metadata });
  it.each([
    ['empty', new Uint8Array(0)],
    ['cut off in its header', whole.subarray(0, 40)],
    ['cut off in its values', whole.subarray(0, whole.length - 1)],
    ['something else', new TextEncoder().encode('{"a": "text that is long enough to look like one"}')],
  ])('%s', (_what, bytes) => {
    const file = join(temporaryFolder(), 'checkpoint.safetensors');
    writeFileSync(file, bytes);
    expect(loadCheckpoint(file).problems[0]).toMatchObject({ code: 'MTL7014', place: { args: { file } } });
  });
});

/**
 * Moves tensors to the device and back. The runtime's own `getData()` ends the process on a tensor of the device; a model
 * that hands on what it is given, with its output on the one side or the other, does what it should.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { ConstantPool, GraphWriter } from '../graph-writer';
import type { OnnxRuntime } from '../runtime';
import { encodeModel } from '../write-model';

export interface Copies {
  toDevice(tensor: Tensor): Promise<Tensor>;
  /** The tensor on the device stays as it is. */
  toHost(tensor: Tensor): Promise<Tensor>;
  dispose(): Promise<void>;
}

/** For float32 of any shape; tensors of other types stay with the processor. */
export async function openCopies(
  runtime: OnnxRuntime,
  options: InferenceSession.SessionOptions,
): Promise<Copies> {
  const bytes = copyModel();
  const open = (preferredOutputLocation: 'gpu-buffer' | 'cpu') =>
    runtime.InferenceSession.create(bytes, {
      ...options,
      preferredOutputLocation,
      // The copy is all that there is: it would be optimised away.
      graphOptimizationLevel: 'disabled',
    });
  const [up, down] = [await open('gpu-buffer'), await open('cpu')];
  return {
    toDevice: async (tensor) => (await up.run({ from: tensor }))['to']!,
    toHost: async (tensor) => (await down.run({ from: tensor }))['to']!,
    async dispose() {
      await up.release();
      await down.release();
    },
  };
}

function copyModel(): Uint8Array {
  const writer = new GraphWriter(new ConstantPool(), 'copy');
  writer.addInput('from', undefined, 'float32');
  writer.addNode('Identity', ['from'], {}, ['to']);
  writer.addOutput('to', undefined, 'float32');
  return encodeModel(writer.finish('copy', true));
}

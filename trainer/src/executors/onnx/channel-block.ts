/** How many channels the runtime's direct convolutions take at a time: that depends on the processor, and it does not say. */
import { ConstantPool, GraphWriter } from './graph-writer';
import type { OnnxRuntime } from './runtime';
import { encodeModel } from './write-model';

/** Channels of the image that is looked at: no processor takes as many at a time. */
const channels = 64;

/**
 * Undefined where there are no such kernels. An image of two pixels is laid out by the runtime: the second pixel of its first channel
 * comes to stand behind the first block of channels.
 */
export async function findChannelBlock(
  { InferenceSession, Tensor }: OnnxRuntime,
  options: Parameters<OnnxRuntime['InferenceSession']['create']>[1],
): Promise<number | undefined> {
  const shape = [1, channels, 1, 2];
  const writer = new GraphWriter(new ConstantPool(), 'layout');
  writer.addInput('x', shape, 'float32');
  writer.addNode('com.microsoft.nchwc.ReorderInput', ['x'], {}, ['y']);
  writer.addOutput('y', shape, 'float32');
  const session = await InferenceSession.create(encodeModel(writer.finish('layout', true)), options).catch(
    () => undefined,
  );
  if (session === undefined) return undefined;
  const numbers = Float32Array.from({ length: 2 * channels }, (_, at) => at);
  const { y } = await session.run({ x: new Tensor('float32', numbers, shape) });
  await session.release();
  const block = (y!.data as Float32Array).indexOf(1);
  return block > 1 && channels % block === 0 ? block : undefined;
}

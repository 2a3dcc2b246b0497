/**
 * Numbers below float32's normal ones (1.2e-38) count as zero. A net that has learned its rows by heart makes many of them: probabilities of wrong classes,
 * their gradients, moments of units that are never active; and Intel's processors take many times as long for each.
 */
import type * as Runtime from 'onnxruntime-node';
import { ConstantPool, GraphWriter } from './graph-writer';
import { encodeModel } from './write-model';

/** What a session has to say; also for the threads of its own. */
export const flushing = { set_denormal_as_zero: '1' } as const;

/**
 * The runtime asks only the first session of a process, and only for the thread that makes it. So this makes one of nothing: kernels on this thread,
 * those of updates and of threads that it starts from then on (which take over how it computes) are all meant.
 */
export async function flushDenormals({ InferenceSession }: typeof Runtime): Promise<void> {
  const writer = new GraphWriter(new ConstantPool(), 'nothing');
  writer.addInput('x', [1], 'float32');
  writer.addNode('Identity', ['x'], {}, ['y']);
  writer.addOutput('y', [1], 'float32');
  const session = await InferenceSession.create(encodeModel(writer.finish('nothing', true)), {
    intraOpNumThreads: 1,
    extra: { session: flushing },
    logSeverityLevel: 4,
  });
  await session.release();
}

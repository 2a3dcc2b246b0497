/**
 * Keeps results where they are written. The engine's binding for Node copies each result of a run into a new array, also one that it was
 * given a place for and has written there: megabytes of gradients in every step. It has no other way to run, but it hands results over
 * one after the other and cannot hand over a sequence. A model whose first output is a sequence computes everything, writes it
 * where it belongs, and is left before the first copy.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { GraphWriter } from '../graph-writer';

const barrier = 'barrier';

/** What the binding says of a result that is no tensor, after the model has run. */
const refusal = 'Non tensor type';

/** Puts the sequence before all outputs, which are still to be declared. */
export function addBarrier(main: GraphWriter): void {
  main.addNode('SequenceEmpty', [], {}, [barrier]);
  main.addSequenceOutput(barrier, 'float32');
}

/** Runs a model that has the barrier: `places` holds for each other output the tensor that takes it. */
export async function runInPlace(
  session: InferenceSession,
  inputs: Readonly<Record<string, Tensor>>,
  places: Readonly<Record<string, Tensor>>,
): Promise<void> {
  // A binding that takes sequences copies everything, and everything is in its place all the same.
  await session.run(inputs, { ...places, [barrier]: null }).catch((error: unknown) => {
    if (!String(error).includes(refusal)) throw error;
  });
}

/** The op of loops. What builds one stands in `loops/`, because it has to know what the gradient will need. */
import { defineOp } from '../op';
import { GraphError, showShape, type Body, type TensorType } from '../tensor';
import { sameShape } from './shapes';

/**
 * Inputs are what is carried into the first pass, then the sequences, then what every pass reads. The inputs of the body stand
 * for the same, with slices in place of sequences. Outputs of the body and of the node are what is carried on, then what
 * each pass reports: first what was asked for, then what the gradient needs.
 */
export type ScanAttributes = {
  readonly body: Body;
  readonly carries: number;
  readonly sequences: number;
  /** Slices are taken, and reports put, from the last to the first. */
  readonly reverse: boolean;
};

export const scanOps = {
  scan: defineOp<ScanAttributes>({
    infer(inputs, { body, carries, sequences }) {
      const steps = inputs[carries]?.shape[0];
      if (steps === undefined || sequences < 1)
        throw new GraphError('scan', 'there is no sequence to go along');
      for (const [at, source] of body.inputs.entries()) {
        const given = inputs[at]!;
        const isSequence = at >= carries && at < carries + sequences;
        const shape = isSequence ? [steps, ...source.shape] : source.shape;
        requireSame(`input ${at}`, given, { shape, dtype: source.dtype });
      }
      return body.outputs.map((output, at) => {
        if (at >= carries) return { shape: [steps, ...output.shape], dtype: output.dtype };
        requireSame(`carry ${at}`, output, body.inputs[at]!);
        return { shape: output.shape, dtype: output.dtype };
      });
    },
  }),
};

function requireSame(what: string, given: TensorType, wanted: TensorType): void {
  if (given.dtype === wanted.dtype && sameShape(given.shape, wanted.shape)) return;
  const types = [wanted, given].map(({ dtype, shape }) => `${dtype} ${showShape(shape)}`);
  throw new GraphError('scan', `${what} is ${types[0]}, but was given ${types[1]}`);
}

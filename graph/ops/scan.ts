/** Loops: the same graph for every slice of some sequences, handing on from slice to slice what it carries. */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, type Body, type Tensor, type TensorType } from '../tensor';
import { closeLoop } from './loop-body';
import { loopGradient, withNeeded } from './loop-gradient';
import { sameShape } from './shapes';
import { feed } from './sources';

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
    gradient: loopGradient,
  }),
};

export interface Loop {
  /** What the first pass is given. */
  readonly carries: readonly Tensor[];
  /** At least one, of as many slices: [steps, …slice]. */
  readonly sequences: readonly Tensor[];
  /** Goes from the last slice to the first. */
  readonly reverse?: boolean;
}

export interface LoopResults {
  /** What the last pass hands on. */
  readonly carries: readonly Tensor[];
  /** What each pass reported: [steps, …report], in the order of the slices. */
  readonly outputs: readonly Tensor[];
}

/**
 * Runs `pass` for each slice. It may read any tensor from outside; whatever it computes without what is carried is taken out
 * of the loop where that is possible.
 */
export function scan(
  { carries, sequences, reverse = false }: Loop,
  pass: (carries: readonly Tensor[], slices: readonly Tensor[]) => LoopResults,
): LoopResults {
  const lengths = [...new Set(sequences.map(({ shape }) => shape[0]))];
  if (lengths.length !== 1)
    throw new GraphError('scan', `cannot go along ${lengths.join(' and ') || 'no'} slices at once`);
  const carried = carries.map(({ shape, dtype }, at) => feed(`carry${at}`, shape, dtype));
  const slices = sequences.map(({ shape, dtype }, at) => feed(`slice${at}`, shape.slice(1), dtype));
  const made = pass(carried, slices);
  const loop = closeLoop({ carries: carried, slices, sequences, next: made.carries, reports: made.outputs });
  const inputs = [...carried, ...loop.slices, ...loop.captured.inner];
  const outputs = withNeeded(inputs, [...loop.next, ...loop.reports], carries.length);
  const node = applyOp('scan', scanOps.scan, [...carries, ...loop.sequences, ...loop.captured.outer], {
    body: { inputs, outputs },
    carries: carries.length,
    sequences: loop.sequences.length,
    reverse,
  });
  return {
    carries: node.slice(0, carries.length),
    outputs: loop.results.map((result) =>
      typeof result === 'number' ? node[carries.length + result]! : result,
    ),
  };
}

function requireSame(what: string, given: TensorType, wanted: TensorType): void {
  if (given.dtype === wanted.dtype && sameShape(given.shape, wanted.shape)) return;
  const types = [wanted, given].map(({ dtype, shape }) => `${dtype} ${showShape(shape)}`);
  throw new GraphError('scan', `${what} is ${types[0]}, but was given ${types[1]}`);
}

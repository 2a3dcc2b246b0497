/** Builds loops: the same graph for every slice of some sequences, handing on from slice to slice what it carries. */
import type { PullBack } from '../gradient-rule';
import { applyOp } from '../op';
import { feed } from '../ops';
import { scanOps } from '../ops/scan';
import { GraphError, type Tensor } from '../tensor';
import { closeLoop } from './close-loop';
import { withNeeded } from './pull-pass';

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

/** What is done with a slice of each sequence. */
export type Pass = (carries: readonly Tensor[], slices: readonly Tensor[]) => LoopResults;

/**
 * Runs `pass` for each slice. It may read any tensor from outside; whatever it computes without what is carried is taken out
 * of the loop where that is possible. `pullBack` tells what the gradient of a pass will need, which the passes then report.
 */
export function buildLoop(
  { carries, sequences, reverse = false }: Loop,
  pass: Pass,
  pullBack: PullBack,
): LoopResults {
  const lengths = [...new Set(sequences.map(({ shape }) => shape[0]))];
  if (lengths.length !== 1)
    throw new GraphError('scan', `cannot go along ${lengths.join(' and ') || 'no'} slices at once`);
  const carried = carries.map(({ shape, dtype }, at) => feed(`carry${at}`, shape, dtype));
  const slices = sequences.map(({ shape, dtype }, at) => feed(`slice${at}`, shape.slice(1), dtype));
  const made = pass(carried, slices);
  const loop = closeLoop({ carries: carried, slices, sequences, next: made.carries, reports: made.outputs });
  const inputs = [...carried, ...loop.slices, ...loop.captured.inner];
  const outputs = withNeeded(inputs, [...loop.next, ...loop.reports], carries.length, pullBack);
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

/** How many rows a step takes: those with labels, and those without that co-training adds to them. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';

export interface RowsOfStep {
  /** Rows with a label of some task: the plan's `batch`. They come first. */
  readonly labelled: number;
  /** Rows without any; 0 where no method asks for them. */
  readonly unlabelled: number;
  readonly all: number;
}

export function rowsOfStep({ cotrain, train: { batch } }: Pick<Plan, 'cotrain' | 'train'>): RowsOfStep {
  const asked = cotrain.map(({ method }) => {
    const declared = lookUp('cotraining', method.name);
    return declared?.acts === 'steps' ? declared.unlabelled : 0;
  });
  const unlabelled = batch * Math.max(0, ...asked);
  return { labelled: batch, unlabelled, all: batch + unlabelled };
}

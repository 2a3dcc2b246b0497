/** Builds the program that measures and predicts: forward only, nothing changes. */
import { buildModel } from '../../../catalog/model/build-model';
import type { Plan } from '../../../contract/plan';
import type { Program } from '../../../graph/program';
import type { Tensor } from '../../../graph/tensor';
import type { RowStore } from '../rows/row-store';
import { buildReadings, type ReadingLayout } from './readings';
import { simplifyProgram } from './simplify-program';
import { collectSubjects } from './subject';
import { keep, usedFeeds } from './training-program';

export interface EvaluationProgram {
  readonly program: Program;
  readonly layout: ReadingLayout;
  /** Rows of a batch. */
  readonly batch: number;
}

/** Rows of a batch, where the data has as many. */
export const largestBatch = 256;

/** Output: predictions of one network of a co-trained task, [batch, width]. */
export const networkOutput = (task: string, network: string): string => `prediction/${task}/${network}`;
/** Output: weights of what the networks of `cotrain` number `index` share, [networks]. */
export const sharesOutput = (index: number): string => `shares/${index}`;

/** Its states are the parameters and statistics, by the names that they have in training. */
export function buildEvaluationProgram(
  plan: Plan,
  rows: Pick<RowStore, 'tasks'>,
  batch: number,
): EvaluationProgram {
  const model = buildModel(plan, { rows: batch, training: false });
  const networks = plan.cotrain.length > 0;
  const subjects = collectSubjects(plan.tasks, model.heads, rows.tasks, batch, { networks });
  const { outputs, layout } = buildReadings(subjects);
  const all: Record<string, Tensor> = { ...outputs };
  for (const { task, network, prediction } of model.heads) {
    const teaches = plan.cotrain.some((pair) => pair.task === task && pair.networks.includes(network ?? ''));
    if (teaches) all[networkOutput(task, network!)] = prediction;
  }
  for (const { cotrain, weights } of model.shares) all[sharesOutput(cotrain)] = weights;
  const kept = [...model.parameters, ...model.frozen, ...model.statistics];
  const states = keep(kept.map(({ name, tensor }) => [name, tensor] as const));
  const program = simplifyProgram({ feeds: usedFeeds(Object.values(all)), states, outputs: all });
  return { program, layout, batch };
}

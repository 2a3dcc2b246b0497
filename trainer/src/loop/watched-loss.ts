/** What a schedule that watches the loss is shown of an epoch. */
import type { Plan } from '../../../contract/plan';
import type { Results } from '../../../contract/run-log';

/** The sum over tasks with the weights that are written: those that a weighting learns would move with what is watched. */
export function watchedLoss(plan: Plan, trained: readonly number[], validation: Results | undefined): number {
  const losses = plan.tasks.map(({ name, weight }, task) => {
    const loss = validation ? validation[name]?.['loss'] : trained[task];
    // A task without a label in these rows says nothing.
    return Number.isFinite(loss) ? weight * loss! : 0;
  });
  return losses.reduce((sum, loss) => sum + loss, 0);
}

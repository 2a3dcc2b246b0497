/** The rows of one step after the other: those with labels, and behind them those without that co-training asks for. */
import type { Plan } from '../../../contract/plan';
import { rowsOfStep } from '../program/rows-of-step';
import type { EpochRange, RowStore } from '../rows/row-store';
import { RowsInMemory } from '../rows/rows-in-memory';
import { placeRows, type PlacedRows } from './place-rows';
import type { StepGroup } from './step-groups';

export interface StepWalk {
  /** The rows of the next group of steps. */
  take(group: StepGroup): Promise<readonly PlacedRows[]>;
}

/** `step` counts the steps before the first one since the run began, all of which took rows without labels. */
export function walkSteps(plan: Plan, rows: RowStore, epochs: EpochRange, step: number): StepWalk {
  const { labelled, unlabelled, all } = rowsOfStep(plan);
  const walk = rows.walkEpochs(epochs);
  const more =
    unlabelled > 0 && rows instanceof RowsInMemory && rows.hasUnlabelled
      ? rows.walkUnlabelled(plan.train.seed, step * unlabelled)
      : undefined;
  return {
    async take({ segments, steps }) {
      const own = await placeRows(walk, segments, labelled, all);
      if (!more) return own;
      const others = await placeRows(more, [{ rows: steps * unlabelled, steps }], unlabelled, all);
      return [...own, ...others.map((slice) => ({ ...slice, place: slice.place + labelled }))];
    },
  };
}

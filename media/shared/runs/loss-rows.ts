/** The losses of a run from moment to moment, by part. */
import { cosinesOf, type LossRow } from './loss-row';
import { partLearned } from './passes';
import { lossesOf, type EpochRow, type RunState } from './run-state';

/** Progress between epochs where there is more of it than epochs, else the epochs themselves. */
export function trainingRows(state: RunState): readonly LossRow[] {
  const steps = state.steps.items;
  const epochs = state.epochs.items;
  return steps.length > epochs.length ? steps : epochs.map(trainingRow);
}

/** Those of them that tell cosines between gradients: of many pairs only the epochs do. */
export function cosineRows(state: RunState): readonly LossRow[] {
  const rows = trainingRows(state).filter(({ cosines }) => cosines);
  return rows.length > 0 ? rows : state.epochs.items.map(trainingRow).filter(({ cosines }) => cosines);
}

/** Means over a whole epoch, or over a window of a stream. */
export function trainingRow({ event, ...moment }: EpochRow): LossRow {
  return {
    ...moment,
    losses: lossesOf(event.results[partLearned(event)]),
    weights: event.weights,
    ...cosinesOf(event.cosines),
  };
}

export function validationRows(epochs: readonly EpochRow[]): readonly LossRow[] {
  return epochs
    .filter(({ event }) => event.results.validation)
    .map(({ event, ...moment }) => ({
      ...moment,
      losses: lossesOf(event.results.validation),
      weights: event.weights,
    }));
}

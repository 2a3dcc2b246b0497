/** Some epochs of learning from one set of labels, and what is kept through them: enough to go on from any step. */
import type { ScheduleMoment } from '../../../catalog/declaration';
import type { NamedValues } from '../executors/executor';
import type { ReadingLayout } from '../program/readings';
import type { RowStore } from '../rows/row-store';
import type { KeptRounds } from '../cotrain/pair';
import type { KeptFederation } from '../federated/kept-federation';
import type { KeptPlateau, Plateau } from './plateau';
import { StepMeans, type KeptMeans } from './step-means';

/** The whole run, a round of co-training, or what a participant does in a round of federated training. */
export interface Phase {
  readonly rows: RowStore;
  readonly round?: number;
  /** Phases that may follow, for the estimate of the time left. */
  readonly after: number;
  /** What checkpoints hold of co-training while the phase lasts. */
  readonly rounds?: KeptRounds;
  /** Where a participant of federated training learns. */
  readonly visit?: Visit;
}

/** A participant at work in a round: epochs and rates are those of the round, and whoever sends it there tells what comes of it. */
export interface Visit {
  /** Whole epochs of the run before the round. */
  readonly epochsBefore: number;
  /** Where the schedule is, whose steps are the rounds. */
  readonly moment: ScheduleMoment;
  /** Number of the run's last step, as far as it can be known. */
  readonly lastStep: number;
  /** Whether it is the first one in this process. */
  readonly isFirst: boolean;
  /** States that the participant begins with, beside those of the optimizer. */
  readonly states: NamedValues;
  /** What checkpoints hold of the round while it lasts. */
  keep(): KeptFederation;
  /** Hears the means of each epoch. */
  endEpoch(means: StepMeans): void;
}

/** What a phase keeps from step to step. */
export interface PhaseState {
  /** Numbers of the phase's first step and first epoch. */
  readonly firstStep: number;
  readonly firstEpoch: number;
  /** Of the epoch that is running. */
  means: StepMeans;
  /** Mean losses of the epochs so far, in the order of the tasks. */
  readonly history: (readonly number[])[];
  /** What a schedule that watches the loss has seen of these epochs. */
  readonly watched: number[];
  readonly plateau: Plateau | undefined;
  /** States after the best epoch. */
  best: NamedValues | undefined;
}

/** The same as data, in a checkpoint. */
export interface KeptPhase extends Pick<PhaseState, 'firstStep' | 'firstEpoch'> {
  readonly means: KeptMeans;
  /** Epoch after epoch. */
  readonly history: Float64Array;
  readonly watched: Float64Array;
  readonly plateau: KeptPlateau | null;
  readonly best: NamedValues | null;
}

export const keepPhase = ({
  firstStep,
  firstEpoch,
  means,
  history,
  watched,
  plateau,
  best,
}: PhaseState): KeptPhase => ({
  firstStep,
  firstEpoch,
  means: means.keep(),
  history: Float64Array.from(history.flat()),
  watched: Float64Array.from(watched),
  plateau: plateau?.keep() ?? null,
  best: best ?? null,
});

/** `plateau` is new; it goes on where the kept one was. */
export function restorePhase(
  { firstStep, firstEpoch, means, history, watched, plateau: seen, best }: KeptPhase,
  layout: ReadingLayout,
  tasks: number,
  plateau: Plateau | undefined,
): PhaseState {
  if (seen) plateau?.restore(seen);
  const epochs = Array.from({ length: history.length / tasks }, (_, epoch) => [
    ...history.subarray(epoch * tasks, (epoch + 1) * tasks),
  ]);
  const state = {
    firstStep,
    firstEpoch,
    means: new StepMeans(layout),
    history: epochs,
    watched: [...watched],
    plateau,
    best: best ?? undefined,
  };
  state.means.restore(means);
  return state;
}

/** Participants that have something to learn from, and how much. */
import type { Plan } from '../../../contract/plan';
import { countLearnable, type LabelPattern } from '../rows/label-patterns';
import type { Participant } from '../rows/participants';
import type { RowsInMemory } from '../rows/rows-in-memory';

/** A participant with its training rows. */
export interface Learning {
  readonly participant: Participant;
  readonly rows: RowsInMemory;
  /** Training rows with a label of some task. */
  readonly learnable: number;
}

export const learningOf = (rows: RowsInMemory): readonly Learning[] =>
  (rows.all.participants ?? []).map((participant) => {
    const own = rows.only(participant.parts.train);
    return { participant, rows: own, learnable: countLearnable(own.patterns.train) };
  });

/** Steps of a round in which all take part. */
export const stepsOfRound = ({ train }: Pick<Plan, 'train'>, all: readonly Learning[]): number =>
  train.epochs * all.reduce((sum, { learnable }) => sum + Math.ceil(learnable / train.batch), 0);

/** Counts the rows with a label of any of some tasks; `tasks` are all of the plan. */
export const rowsWithLabels =
  (patterns: readonly LabelPattern[], tasks: readonly string[]) =>
  (wanted: readonly string[]): number =>
    patterns.reduce(
      (sum, { labelled, rows }) =>
        sum + (tasks.some((task, index) => labelled[index] && wanted.includes(task)) ? rows : 0),
      0,
    );

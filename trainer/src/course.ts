/** How a run goes through its rows: epoch after epoch, round after round of co-training, participant after participant, or as they come. */
import type { NamedValues } from './executors/executor';
import type { Checkpoint } from './checkpoint/checkpoint';
import { coTrain } from './cotrain/co-train';
import type { PreparedTraining } from './devices/prepare-training';
import type { Evaluator } from './loop/evaluator';
import { Learner } from './loop/learner';
import { federate } from './federated/federate';
import { measureParts, type Measured } from './loop/measure-parts';
import { OnlineLearner } from './online/online-learner';
import type { OpenedStream } from './online/open-stream';
import type { Ending, Run } from './run';

export interface Course {
  /** From the start, or from the place of the checkpoint. */
  learn(): Promise<Ending>;
  checkpoint(): Promise<void>;
  states(): Promise<NamedValues>;
  /** What the run came to, with the parameters that the evaluator has loaded. */
  measure(): Promise<Measured>;
  readonly reached: { readonly steps: number; readonly epochs: number };
  dispose(): Promise<void>;
}

export interface Beginning {
  readonly checkpoint?: Checkpoint | undefined;
  readonly stream?: OpenedStream | undefined;
}

export async function openCourse(
  run: Run,
  prepared: PreparedTraining,
  evaluator: Evaluator,
  { checkpoint, stream }: Beginning,
): Promise<Course> {
  if (stream) {
    const learner = await OnlineLearner.prepare(run, prepared, evaluator, stream, checkpoint);
    return courseOf(learner, () => learner.learn(), {
      // Rows of a stream are tested once, before they are learned from.
      measure: async () => ({ ...(await measureParts(evaluator, run.rows)), results: () => learner.results }),
    });
  }
  const learner = await Learner.prepare(run, prepared, evaluator, checkpoint);
  const place = checkpoint?.place ?? undefined;
  const learn = (): Promise<Ending> => {
    const { cotrain, train } = run.plan;
    if (cotrain.length > 0) return coTrain(run, learner, evaluator, place);
    if (train.federated) return federate(run, learner, evaluator, place);
    return learner.learn({ rows: run.rows, after: 0 }, place?.phase);
  };
  return courseOf(learner, learn, { measure: () => measureParts(evaluator, run.rows) });
}

const courseOf = (
  learner: Learner | OnlineLearner,
  learn: Course['learn'],
  { measure }: Pick<Course, 'measure'>,
): Course => ({
  learn,
  measure,
  checkpoint: () => learner.checkpoint(),
  states: () => learner.states(),
  get reached() {
    return learner.reached;
  },
  dispose: () => learner.dispose(),
});

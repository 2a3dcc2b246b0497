/** What networks that teach each other in every step make of their losses. */
import { lookUp } from '../../../catalog';
import type { Teaching } from '../../../catalog/declaration';
import type { Model } from '../../../catalog/model/model';
import type { CotrainPlan } from '../../../contract/plan';
import { concat, constant, substitute } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import { headLosses, type Subject } from './subject';

/** What a step tells beside the labels of a task. */
export interface StepFacts {
  readonly model: Pick<Model, 'inputs'>;
  /** 1 for each row that does not only fill the batch up: [rows]. */
  readonly counted: Tensor;
  /** Epochs of the phase that are over: a scalar. */
  readonly epoch: Tensor;
}

/** The subjects, those of tasks that are taught in every step with what their losses become by it. */
export function teachInSteps(
  cotrain: readonly CotrainPlan[],
  subjects: readonly Subject[],
  { model: { inputs }, counted, epoch }: StepFacts,
): readonly Subject[] {
  return subjects.map((subject) => {
    const pair = cotrain.find(({ task }) => task === subject.task.name);
    const method = pair && lookUp('cotraining', pair.method.name);
    if (method?.acts !== 'steps') return subject;
    const places = pair!.networks.map((name) => subject.heads.findIndex(({ network }) => network === name));
    const losses = headLosses(subject);
    const scores = places.map((at) => scoresOf(subject, at));
    const { weights, extra }: Teaching = method.teach(pair!.method.args as never, {
      scores,
      losses: places.map((at) => losses[at]!),
      labelled: subject.feeds.mask,
      counted,
      epoch,
      inputs,
      scoresFor(changed) {
        const replaced = Object.entries(changed).map(([name, tensor]) => [inputs[name]!, tensor] as const);
        return substitute(scores, new Map(replaced));
      },
    });
    const byHead = subject.heads.map((_, at) => weights?.[places.indexOf(at)]);
    return { ...subject, taught: { weights: byHead, ...(extra ? { extra } : {}) } };
  });
}

/** Numbers whose softmax are the probabilities of the classes [rows, classes]: for one truth those of no and yes. */
function scoresOf({ task, heads }: Subject, at: number): Tensor {
  const { output } = heads[at]!;
  if (lookUp('targets', task.target.name)?.reads !== 'truth') return output;
  return concat([constant(0, output.shape), output], 1);
}

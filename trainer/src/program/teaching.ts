/** What networks that teach each other in every step make of their losses. */
import { lookUp } from '../../../catalog';
import type { Answers, Teaching, TeachingStep } from '../../../catalog/declaration';
import type { Model } from '../../../catalog/model/model';
import { inputsUnder } from '../../../catalog/model/inputs-under';
import { hashOf } from '../../../catalog/model/random-numbers';
import type { Plan } from '../../../contract/plan';
import { concat, constant, multiply, randomUniform, substitute, subtract } from '../../../graph';
import type { Shape, Tensor } from '../../../graph/tensor';
import type { Average } from './averages';
import { headLosses, type Subject } from './subject';

/** What a step tells beside the labels of a task. */
export interface StepFacts {
  readonly model: Pick<Model, 'inputs'>;
  /** Of the parameters that have one. */
  readonly averages: readonly Average[];
  /** Number of the step, which random numbers follow from. */
  readonly step: Tensor;
  /** 1 for each row that does not only fill the batch up: [rows]. */
  readonly counted: Tensor;
  /** 1 for each row that has the input, of inputs that not every row has: [rows]. */
  readonly fed: Readonly<Record<string, Tensor>>;
  /** Epochs of the phase that are over: a scalar. */
  readonly epoch: Tensor;
}

/** The subjects, those of tasks that are taught in every step with what their losses become by it. */
export function teachInSteps(
  plan: Pick<Plan, 'cotrain' | 'inputs' | 'blocks' | 'tasks' | 'train'>,
  subjects: readonly Subject[],
  facts: StepFacts,
): readonly Subject[] {
  return subjects.map((subject) => {
    const pair = plan.cotrain.find(({ task }) => task === subject.task.name);
    const method = pair && lookUp('cotraining', pair.method.name);
    if (method?.acts !== 'steps') return subject;
    // The only head of a task has no name of its own.
    const places = pair!.networks.map((name) =>
      subject.heads.findIndex(({ network }) => (network ?? name) === name),
    );
    const all = headLosses(subject);
    // Of a row without an input of theirs the networks have nothing to say.
    const readable = inputsUnder(plan, subject.task.name).flatMap((input) => facts.fed[input] ?? []);
    const answers = {
      scores: places.map((at) => scoresOf(subject, at)),
      losses: places.map((at) => all[at]!),
    };
    const { losses, extra }: Teaching = method.teach(pair!.method.args as never, {
      ...answers,
      ...labelledRows(subject, places),
      counted: readable.reduce(multiply, facts.counted),
      epoch: facts.epoch,
      inputs: facts.model.inputs,
      on: (inputs, parameters) => rebuild(answers, replacements(inputs, parameters, facts)),
      distort: distorter(plan, subject.task.name, facts),
    });
    const byHead = subject.heads.map((_, at) => losses?.[places.indexOf(at)] ?? all[at]!);
    return { ...subject, taught: { losses: byHead, ...(extra ? { extra } : {}) } };
  });
}

/** Which rows have a label for all of the networks of a pair, and which for some of them. */
function labelledRows(
  { feeds, own }: Subject,
  places: readonly number[],
): Pick<TeachingStep, 'labelled' | 'partly'> {
  if (!own) return { labelled: feeds.mask };
  const labelled = places.map((at) => own[at]!.mask).reduce(multiply);
  return { labelled, partly: subtract(feeds.mask, labelled) };
}

function rebuild({ scores, losses }: Answers, replaced: ReadonlyMap<Tensor, Tensor>): Answers {
  const made = substitute([...scores, ...losses], replaced);
  return { scores: made.slice(0, scores.length), losses: made.slice(scores.length) };
}

/** What stands in for inputs, and for parameters that have an average. */
function replacements(
  inputs: Readonly<Record<string, Tensor>>,
  parameters: 'own' | 'average' | undefined,
  { model, averages }: StepFacts,
): ReadonlyMap<Tensor, Tensor> {
  const own = Object.entries(inputs).map(([name, tensor]) => [model.inputs[name]!, tensor] as const);
  if (parameters !== 'average') return new Map(own);
  return new Map([...own, ...averages.map(({ parameter, tensor }) => [parameter.tensor, tensor] as const)]);
}

/** Each call draws random numbers of its own. */
function distorter(
  { inputs, train: { seed } }: Pick<Plan, 'inputs' | 'train'>,
  task: string,
  { model, step }: StepFacts,
): TeachingStep['distort'] {
  let calls = 0;
  return (strength) => {
    const call = calls++;
    const distorted = inputs.map(({ name, type }) => {
      const declared = lookUp('inputs', type.name);
      if (!declared) throw new Error(`the catalog has no input type ${type.name}`);
      const draw = (what: string, shape: Shape) =>
        randomUniform(step, hashOf(`${seed}\ndistortion ${call} of ${task}/${name}/${what}`), shape);
      return [name, declared.distort(type.args as never, model.inputs[name]!, strength, draw)] as const;
    });
    return Object.fromEntries(distorted);
  };
}

/** Numbers whose softmax are the probabilities of the classes [rows, classes]: for one truth those of no and yes. */
function scoresOf({ task, heads }: Subject, at: number): Tensor {
  const { output } = heads[at]!;
  if (lookUp('targets', task.target.name)?.reads !== 'truth') return output;
  return concat([constant(0, output.shape), output], 1);
}

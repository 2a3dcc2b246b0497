/** The weighting of a step: the gradient of everything that is trained, and what each loss counts in the total that is shown. */
import { lookUp } from '../../../catalog';
import type {
  CoordinateWeighting,
  GradientWeighting,
  LossWeighting,
  NormWeighting,
} from '../../../catalog/declaration';
import { knownLosses } from '../../../catalog/common/known-losses';
import type { Model } from '../../../catalog/model/model';
import { hashOf } from '../../../catalog/model/random-numbers';
import type { Plan } from '../../../contract/plan';
import { add, constant, divide, gradients, log, maximum, multiply, randomUniform } from '../../../graph';
import type { Program } from '../../../graph/program';
import type { Shape, Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';
import { combineGradients } from './combine-gradients';
import { buildCosines } from './cosines';
import { normsOfTasks } from './norms-of-tasks';
import { openMeans } from './running-means';
import { openStates, startsOfTasks, weightingState } from './weighting-states';

/** What the losses of a step are made of. */
export interface StepLosses {
  readonly model: Model;
  /** Sums over the labelled rows of the batch, and how many those are: [tasks], and as scalars. */
  readonly losses: Tensor;
  readonly counts: Tensor;
  readonly scalars: { readonly losses: readonly Tensor[]; readonly counts: readonly Tensor[] };
  /** [tasks], 0 or 1. */
  readonly present: Tensor;
  /** By task, as they are written: `weight: 0.5`. */
  readonly factors: readonly number[];
  readonly step: Tensor;
}

export interface StepWeighting {
  /** Of the model's parameters, and then of `learned`. */
  readonly gradients: readonly Tensor[];
  /** What multiplies each task's loss in the total that is shown: [tasks]. */
  readonly shown: Tensor;
  /** Numbers that the optimizer trains, by name. */
  readonly learned: Readonly<Record<string, Tensor>>;
  /** Those that it does not. `after` makes the sums of the losses [tasks] of the same batch after the step; only some ask for them. */
  states(after: () => Tensor): Program['states'];
  start(): NamedValues;
  /** What it tells of a step beside the weights. */
  readonly outputs: Program['outputs'];
}

export function buildWeighting(plan: Plan, losses: StepLosses): StepWeighting {
  const { name } = plan.train.weighting;
  const declared = lookUp('weightings', name);
  if (!declared) throw new Error(`the catalog has no weighting ${name}`);
  switch (declared.needs) {
    case 'losses':
    case 'norms':
      return descend(declared, plan, losses);
    case 'gramian':
      return combine(declared, plan, losses);
    case 'coordinates':
      return chooseCoordinates(declared, plan, losses);
    default:
      return declared satisfies never;
  }
}

/** One objective for everything. */
function descend(declared: LossWeighting | NormWeighting, plan: Plan, given: StepLosses): StepWeighting {
  const { kept, common, factors, meansOf, args } = collect(declared, plan, given);
  const learned = openStates(startsOfTasks(declared.learned), given.present);
  const moved = openStates(startsOfTasks(declared.moved), given.present);
  const { parameters } = given.model;
  const norms = declared.needs === 'norms' ? normsOfTasks(parameters, ...tasksOf(plan, given)) : constant(0);
  const step = { ...common, learned: learned.before, moved: moved.before, norms };
  const { objective, weights, moved: after = {} } = declared.build(args, step);
  const sources = [...parameters.map(({ tensor }) => tensor), ...Object.values(learned.before)];
  return {
    gradients: gradients(objective, sources),
    shown: multiply(weights, factors),
    learned: learned.before,
    states: (lossesAfter) => ({
      ...kept.next(),
      ...moved.next({
        ...after,
        ...declared.afterStep?.(args, { ...step, after: meansOf(lossesAfter()) }),
      }),
    }),
    start: () => ({ ...kept.start(), ...learned.start(), ...moved.start() }),
    outputs: {},
  };
}

/** The gradients of the tasks, combined where several reach a parameter. */
function combine(declared: GradientWeighting, plan: Plan, given: StepLosses): StepWeighting {
  const { kept, common, factors, args } = collect(declared, plan, given);
  const { present } = given;
  const moved = openStates(declared.moved ?? {}, present);
  const [tasks, losses] = tasksOf(plan, given);
  const updates = openStates(startsOfTasks(declared.stays ? { updates: 0 } : {}), present);
  const count = declared.stays && add(updates.before['updates']!, constant(1));
  const means = count && openMeans(tasks, declared.stays!(args, count), present);
  const objectives = declared.logarithms ? losses.map(logarithm) : losses;
  const rows = combineGradients(given.model.parameters, tasks, objectives, means?.follow);
  const { gramian } = rows;
  const made = declared.combine(args, { ...common, gramian, moved: moved.before });
  const weights = multiply(made.weights, present);
  // The gradient of log L is that of L, divided by it.
  const ofLosses = declared.logarithms ? divide(weights, knownLosses(common.losses, present)) : weights;
  return {
    gradients: rows.along(weights),
    shown: multiply(ofLosses, factors),
    learned: {},
    states: () => ({
      ...kept.next(),
      ...moved.next(made.moved),
      ...updates.next(count && { updates: count }),
      ...means?.states(),
    }),
    start: () => ({ ...kept.start(), ...moved.start(), ...updates.start(), ...means?.start() }),
    outputs: buildCosines(gramian, present),
  };
}

/** A direction made coordinate by coordinate, where several tasks reach a parameter. */
function chooseCoordinates(declared: CoordinateWeighting, plan: Plan, given: StepLosses): StepWeighting {
  const { kept, common, factors, args } = collect(declared, plan, given);
  const rows = combineGradients(given.model.parameters, ...tasksOf(plan, given));
  return {
    gradients: rows.each((gradients, parameter) =>
      declared.combine(args, gradients, (name, shape) => common.random(`${name}/${parameter.name}`, shape)),
    ),
    shown: multiply(given.present, factors),
    learned: {},
    states: () => kept.next(),
    start: () => kept.start(),
    outputs: buildCosines(rows.gramian, given.present),
  };
}

/** Of a scalar; a loss of zero, and one without labels, has no gradient. */
const logarithm = (loss: Tensor): Tensor => log(maximum(loss, constant(1e-30)));

/** Names of the tasks, and the mean loss of each as a scalar, times its factor. */
function tasksOf(
  plan: Plan,
  { scalars, factors }: StepLosses,
): readonly [names: readonly string[], losses: readonly Tensor[]] {
  const losses = scalars.losses.map((loss, task) => {
    const mean = divide(loss, maximum(scalars.counts[task]!, constant(1)));
    return multiply(mean, constant(factors[task]!));
  });
  return [plan.tasks.map(({ name }) => name), losses];
}

/** What all kinds are given. */
function collect(
  declared: Pick<LossWeighting, 'kept'>,
  plan: Plan,
  { losses, counts, present, factors, step }: StepLosses,
) {
  const written = constant(factors, [plan.tasks.length]);
  /** From sums over the labelled rows [tasks]. */
  const meansOf = (sums: Tensor): Tensor => multiply(divide(sums, maximum(counts, constant(1))), written);
  const kept = openStates(startsOfTasks(declared.kept), present);
  return {
    kept,
    factors: written,
    meansOf,
    args: plan.train.weighting.args,
    common: {
      losses: meansOf(losses),
      present,
      kept: kept.before,
      random: (name: string, of: Shape) =>
        randomUniform(step, hashOf(`${plan.train.seed}\n${weightingState(name)}`), of),
    },
  };
}
